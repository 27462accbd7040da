"""The figures of a calibration, one file each."""
