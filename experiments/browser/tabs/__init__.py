"""The tabs of the panel beside the map: a file a tab, with what it shows and what it does."""
