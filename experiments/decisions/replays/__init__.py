"""Talks and partnerships played on from the month in which they began, with one thing changed.

The view asks "what if?" with it, and advice on two councils is made of it.
"""
