"""What many other runs say: they are tallied as they come and summarised again and again."""
