"""Who plays: threads, processes and clusters; what is shown meanwhile, and what ends it early."""
