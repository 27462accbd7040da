"""What the browser view shows: runs recorded month by month, cards, replays, ensembles, guides."""
