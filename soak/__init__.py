"""The long tests: mutants of the rules, and the property tests at depth."""
