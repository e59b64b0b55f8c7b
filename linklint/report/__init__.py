"""One module per output format; each has `render(diagnostics, summary, ...) -> text`."""
