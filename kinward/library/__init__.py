"""The library: what the unit's admins write, read, checked and compiled for decisions."""

from kinward.library.holdings import Library, Template
from kinward.library.loading import load

__all__ = ["Library", "Template", "load"]
