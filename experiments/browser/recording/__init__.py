"""A run recorded month by month, so that any month can be shown again at once."""
