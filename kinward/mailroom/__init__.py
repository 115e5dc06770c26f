"""One file per channel: how an approved packet leaves the house."""
