"""Facts of England's one history, and where they lie among single runs of the model."""
