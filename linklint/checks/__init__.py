"""How to look: one module per kind of check. Each has `Options`, read from what a rule gives, and a pure `check`."""
