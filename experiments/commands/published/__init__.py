"""What is published: every step played in full or in small, and what is small of it."""
