"""The text of every letter of the sample families, changed only by `make goldens`."""
