"""`partnerships run`: playing a job, and its tables, summary, figures and page."""
