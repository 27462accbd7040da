"""The patterns of the two studies, one file a part of the evidence."""
