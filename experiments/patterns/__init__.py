"""Evidence: every pattern of the two studies as an executable check, and the scorecard of them."""
