"""How to look: one module per kind of check. Each has `Options`, read from what a rule gives, the `WORDS` that its messages
may use, and a pure `check`."""
