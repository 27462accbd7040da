"""A class: who is here, what all of them guess and play, pooled without names, in memory alone."""
