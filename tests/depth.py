"""Counts of a property test, which grow with the profile that is loaded."""

from hypothesis import settings

USUAL_EXAMPLES, USUAL_STEPS = 100, 50
"""What hypothesis does by itself."""


def examples(usual: int) -> int:
    """As many examples as the test wants, times the depth of the profile."""
    return usual * settings().max_examples // USUAL_EXAMPLES


def steps(usual: int) -> int:
    """As many steps of a stateful test, times the depth of the profile."""
    return usual * settings().stateful_step_count // USUAL_STEPS
