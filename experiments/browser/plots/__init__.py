"""Small plots beside the map: the run month by month, with the runs of an ensemble behind it."""
