"""The interface for Python and notebooks: studies, summaries, differences, survival, figures."""
