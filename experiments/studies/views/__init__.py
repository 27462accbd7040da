"""What a study shows: figures over its points, each with the sentences that it allows."""
