"""Speed, memory and growth of the model, measured; ratios first, since machines differ."""
