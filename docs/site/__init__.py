"""The site of these documents: pages as they stand, and a reference made from the code.

`python -m docs.site` (`make site`) builds it without any network; `docs/decisions.md` says with what.
"""
