"""From tables to numbers: outcomes, estimates with their intervals, survival, posteriors."""
