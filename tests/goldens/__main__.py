"""`make goldens`: write the expected texts anew; read the diff before you commit it."""

import tempfile
from pathlib import Path

from tests.goldens.texts import LETTERS, goldens


def main() -> None:
    """Write every golden text, and take away those of letters that are no more."""
    with tempfile.TemporaryDirectory() as home:
        texts = goldens(Path(home))
    for old in LETTERS.glob("*.txt"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (LETTERS / name).write_text(text, encoding="utf-8")
    print(f"{len(texts)} texts in {LETTERS.name}/: read the diff")  # noqa: T201 - for a person


if __name__ == "__main__":
    main()
