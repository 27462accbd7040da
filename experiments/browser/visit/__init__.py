"""One visitor: the run that is played, what is set, and what is handed in and taken away."""
