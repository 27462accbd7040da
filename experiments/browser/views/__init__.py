"""From what a visitor looks at to what the parts of the page are given."""
