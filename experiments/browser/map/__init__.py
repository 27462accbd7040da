"""The map: where councils stand, how they are coloured, and what links them."""
