"""The facts a letter may print, each with whose data it is: pure, and alike for everyone."""

from kinward.rules.facts.fact import Fact, Node
from kinward.rules.facts.offices import Packing
from kinward.rules.facts.tree import letter_facts

__all__ = ["Fact", "Node", "Packing", "letter_facts"]
