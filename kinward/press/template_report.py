"""What the check of a Word template says: every finding with its part, paragraph and text."""

from dataclasses import asdict, dataclass
from typing import Literal

FindingCode = Literal[
    "not_a_word_file", "corrupt_file", "too_large", "macro", "external_reference", "syntax",
    "unknown_tag", "unknown_filter", "unknown_value", "forbidden_value", "split_paragraph_logic",
    "unsafe", "other_template_syntax", "paragraph_not_translatable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """One fault: `value` is what was found, `suggestion` what would be right, if anything."""

    code: FindingCode
    value: str
    suggestion: str | None = None
    part: str = "file"
    paragraph: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """All findings of one template, the values it uses, and how many messages it gives."""

    findings: tuple[TemplateFinding, ...]
    values: tuple[str, ...] = ()
    messages: int = 0

    @property
    def ok(self) -> bool:
        """Whether letters may be made from the template."""
        return not self.findings

    def as_json(self, file: str) -> dict[str, object]:
        """Return the report in the form of `template check --json`."""
        return {
            "file": file,
            "ok": self.ok,
            "findings": [asdict(finding) for finding in self.findings],
            "values": list(self.values),
            "messages": self.messages,
        }
