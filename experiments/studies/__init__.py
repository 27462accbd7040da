"""Studies: a design times many runs, its folder, and what comes out."""
