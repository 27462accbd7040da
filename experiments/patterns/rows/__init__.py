"""Rows of tables that patterns look at: selectors, one file a subject."""
