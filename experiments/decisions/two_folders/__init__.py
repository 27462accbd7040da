"""Two folders of results held side by side: what differs in the scenario, and in what came out."""
