"""Guided explorations for a class, and the page that explains the model."""
