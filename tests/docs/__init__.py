"""The handbook is held against the code: what is generated, what is said of commands, what pictures are shown."""
