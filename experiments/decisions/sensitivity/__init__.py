"""`partnerships sensitivity`: which of what is not known moves an outcome, with luck kept apart."""
