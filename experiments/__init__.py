"""What is done with many runs: the command, tables, outcomes, figures and the report."""
