"""The JSON Schemas by which editors check a library file while an admin types.

`python -m kinward.library_schemas` writes them again; a test holds that they are current.
"""

from collections.abc import Iterator
from pathlib import Path

from kinward.library import load
from kinward.library.editor_schema import as_text, editor_schema
from kinward.library.shelves import SHELVES
from schemas.base import Record
from schemas.case import Case

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "schemas" / "json"


def texts() -> Iterator[tuple[str, str]]:
    """Yield the file name and text of each schema: one for each kind of file, and the case's."""
    models: dict[str, type[Record]] = {shelf.schema: shelf.model for shelf in SHELVES}
    models["case"] = Case
    vocabulary = load(ROOT, None).vocabulary
    for name, model in sorted(models.items()):
        yield f"{name}.json", as_text(editor_schema(model, vocabulary))


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
