"""The verbs of an international-case unit: decide, prepare, prove, deliver, record."""
