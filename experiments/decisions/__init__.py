"""What studies say to who decides: sensitivity, discovery, regret, advice."""
