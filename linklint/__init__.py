"""linklint, the linter for the links in a draft."""

__version__ = "0.1.0"
