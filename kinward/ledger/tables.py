"""The tables as SQLAlchemy sees them; the migrations make them."""

from dataclasses import fields
from typing import get_args, get_type_hints

import sqlalchemy as sa

from kinward.ledger.rows import NOUNS, Row

METADATA = sa.MetaData()
# "C" orders by code point, as Python and SQLite do; a locale's order would differ by server.
Word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

ENTRIES = sa.Table(
    "entries",
    METADATA,
    sa.Column("case_number", Word, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", Word, nullable=False),
    sa.Column("hash", Word, nullable=False),
    sa.Column("envelope", sa.LargeBinary, nullable=False),
    sa.Column("sealed", sa.LargeBinary),
    sa.Column("restricted", sa.LargeBinary),
    sa.Index("entries_by_kind", "case_number", "kind", "seq"),
)
CHAINS = sa.Table(
    "chains",
    METADATA,
    sa.Column("case_number", Word, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", Word, nullable=False),
)
# Apart from the heads, so that sealing never waits for a writer, nor a writer for sealing.
SEALED_HEADS = sa.Table(
    "sealed_heads",
    METADATA,
    sa.Column("case_number", Word, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
)
CASE_KEYS = sa.Table(
    "case_keys",
    METADATA,
    sa.Column("case_number", Word, primary_key=True),
    sa.Column("part", Word, primary_key=True),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)
NAME_TOKENS = sa.Table(
    "name_tokens",
    METADATA,
    sa.Column("case_number", Word, primary_key=True),
    sa.Column("token", Word, primary_key=True),
    sa.Index("name_tokens_by_token", "token"),
)
SEALS = sa.Table(
    "seals",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", Word, nullable=False),
    sa.Column("envelope", sa.LargeBinary, nullable=False),
)
LEDGER_FACTS = sa.Table(
    "ledger_facts",
    METADATA,
    sa.Column("name", Word, primary_key=True),
    sa.Column("value", Word, nullable=False),
)


def _noun_table(noun: type[Row]) -> sa.Table:
    hints = get_type_hints(noun)
    columns = [
        sa.Column(
            field.name,
            sa.Integer if hints[field.name] is int else Word,
            primary_key=field.name == noun.key,
            nullable=type(None) in get_args(hints[field.name]),
        )
        for field in fields(noun)
    ]
    by_case = (
        [] if noun.key == "case_number" else [sa.Index(f"{noun.noun}_by_case", "case_number")]
    )
    return sa.Table(noun.noun, METADATA, *columns, *by_case)


NOUN_TABLES: dict[type[Row], sa.Table] = {noun: _noun_table(noun) for noun in NOUNS}
