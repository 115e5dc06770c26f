"""Pure decisions: what binds, by when, and who may see what."""
