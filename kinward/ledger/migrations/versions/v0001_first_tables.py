"""The chain, its keys and seals, and the first seven nouns that screens query."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None

# "C" orders by code point, as Python and SQLite do; a locale's order would differ by server.
Word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NOUNS = {
    "cases": (
        "case_number",
        "agency state opened_on facts",
        "last_decided_as_of erased_on",
    ),
    "duties": (
        "duty_id",
        "kind state",
        "about_position country starts_on due_on earliest_on owner governed_by confidence hold"
        " because packet_id",
    ),
    "documents": (
        "document_id",
        "kind recipient_class state duties languages inputs_sha256 is_copy",
        "why docx_sha256 pdf_sha256",
    ),
    "packets": (
        "packet_id",
        "recipient_class channel documents sha256 state rehearsal",
        "why due_on",
    ),
    "deliveries": ("delivery_id", "packet_id channel state", "because receipt_sha256"),
    "questions": (
        "question_id",
        "code is_open",
        "duty about_position country due_on because",
    ),
    "receipts": ("receipt_id", "packet_id kind received_on", "document_sha256"),
}


def upgrade() -> None:
    """Make the tables."""
    _chain_tables()
    for noun, (key, required, optional) in NOUNS.items():
        _noun_table(noun, key, required.split(), optional.split())


def _chain_tables() -> None:
    op.create_table(
        "entries",
        sa.Column("case_number", Word, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", Word, nullable=False),
        sa.Column("hash", Word, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("restricted", sa.LargeBinary),
    )
    op.create_index("entries_by_kind", "entries", ["case_number", "kind", "seq"])
    op.create_table(
        "chains",
        sa.Column("case_number", Word, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", Word, nullable=False),
    )
    op.create_table(
        "sealed_heads",
        sa.Column("case_number", Word, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
    )
    op.create_table(
        "case_keys",
        sa.Column("case_number", Word, primary_key=True),
        sa.Column("part", Word, primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "name_tokens",
        sa.Column("case_number", Word, primary_key=True),
        sa.Column("token", Word, primary_key=True),
    )
    op.create_index("name_tokens_by_token", "name_tokens", ["token"])
    op.create_table(
        "seals",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", Word, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "ledger_facts",
        sa.Column("name", Word, primary_key=True),
        sa.Column("value", Word, nullable=False),
    )


def _noun_table(noun: str, key: str, required: list[str], optional: list[str]) -> None:
    columns: list[sa.Column[str] | sa.Column[int]] = [sa.Column(key, Word, primary_key=True)]
    if key != "case_number":
        columns.append(sa.Column("case_number", Word, nullable=False))
    columns += [sa.Column(name, Word, nullable=False) for name in required]
    columns += [sa.Column(name, Word) for name in optional]
    columns += [sa.Column("seq", sa.Integer, nullable=False)]
    if noun == "deliveries":
        columns.append(sa.Column("attempts", sa.Integer, nullable=False))
    op.create_table(noun, *columns)
    if key != "case_number":
        op.create_index(f"{noun}_by_case", noun, ["case_number"])
