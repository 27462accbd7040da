"""What the charts of the page are given: lines, bands, bars and axes."""
