"""The settings of other linters as ours, one module per linter, and what of them has no place here."""
