"""Links as lines, for `linklint links`: what is said of each, which are wanted, and one module per output format."""
