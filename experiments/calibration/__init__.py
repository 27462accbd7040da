"""Calibration: which parameter values agree with what the sources report, by ABC-SMC."""
