"""What a target is worth as a source: ratings with their evidence, registers, claims that want one."""
