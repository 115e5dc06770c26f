"""Write `status.yaml`: plain lines that a person can read and a diff can show."""

import json

from kinward.wording.status import StatusRecord

_HEADER = (
    "# How far each translated letter may be trusted. A declaration holds only while both\n"
    "# fingerprints match; see kinward/wording/status.py.\n"
)


def status_yaml(record: StatusRecord) -> str:
    """Return the record as YAML, kinds in order, nothing that was not declared."""
    told = json.loads(record.model_dump_json(exclude_none=True))
    told["kinds"] = dict(sorted(told["kinds"].items()))
    return _HEADER + "".join(f"{line}\n" for line in _lines(told, ""))


def _lines(fields: dict[str, object], indent: str) -> list[str]:
    lines = []
    for name, value in fields.items():
        if isinstance(value, dict) and value:
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}")
    return lines
