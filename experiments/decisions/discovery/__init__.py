"""Scenario discovery: in which cases of a study a condition on an outcome is met."""
