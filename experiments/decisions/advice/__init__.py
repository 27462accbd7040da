"""Advice on two councils: what would happen if they talked, and what it would take.

From worlds as they stand at a month, in members of the posterior, formal talks of the two are
begun by hand and played on: as the worlds are, with each lever, choice and other change on the
same draws, and with each council's other partners instead.
"""
