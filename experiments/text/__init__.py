"""Numbers and scenarios in words, and words as values."""
