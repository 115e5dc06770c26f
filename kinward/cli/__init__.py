"""The command line: one file per noun, loaded only when that noun is asked for."""
