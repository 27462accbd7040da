"""The figures of a calibration."""
