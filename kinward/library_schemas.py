"""The JSON Schemas by which editors check a library file while an admin types.

`python -m kinward.library_schemas` writes them again; a test holds that they are current.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from kinward.library.shelves import SHELVES
from schemas.base import Record
from schemas.case import Case

FOLDER = Path(__file__).resolve().parents[1] / "schemas" / "json"


def texts() -> Iterator[tuple[str, str]]:
    """Yield the file name and text of each schema: one for each kind of file, and the case's."""
    models: dict[str, type[Record]] = {shelf.schema: shelf.model for shelf in SHELVES}
    models["case"] = Case
    for name, model in sorted(models.items()):
        form = model.model_json_schema(by_alias=True)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **form}
        yield f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
