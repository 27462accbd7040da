"""Figures of the outcomes of a study, and what figures of a study have in common."""
