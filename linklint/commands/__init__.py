"""One module per sub-command: `HELP`, `EPILOG`, `add_arguments(parser)` and `run(args) -> exit code`."""
