"""Cards of a recorded run: a council, talks, what if, and the story, as records of plain values."""
