"""One module per sub-command: `HELP`, `EPILOG`, `Arguments` with their defaults, `add_arguments(parser)` and
`run(arguments) -> exit code`."""
