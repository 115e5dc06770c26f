"""The shipped library, read once for all tests of its content."""

from functools import cache
from pathlib import Path

from kinward.library import Library, load

ROOT = Path(__file__).resolve().parents[2]


@cache
def the_shipped_library() -> Library:
    """The library as a fresh clone has it, with no home."""
    return load(ROOT, None)
