"""Reading what people write: strict YAML 1.2, and every fault of a file at once."""
