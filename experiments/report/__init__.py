"""Pages: their templates, drawings in them, and where numbers come from."""
