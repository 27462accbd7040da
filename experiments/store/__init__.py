"""Folders of results: whole or not there at all, with a manifest and tables."""
