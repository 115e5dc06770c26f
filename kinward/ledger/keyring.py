"""The table of wrapped case keys: made with a case's first entry, destroyed when it is erased."""

from dataclasses import dataclass

import sqlalchemy as sa

from kinward.ledger.faults import CaseKeyDestroyed
from kinward.ledger.keys import CaseCipher, MasterKey
from kinward.ledger.tables import CASE_KEYS, NAME_TOKENS

PARTS = ("sealed", "restricted")


@dataclass(frozen=True, slots=True)
class CaseKeys:
    """The two ciphers of a case: for what the unit reads, and for the restricted part."""

    sealed: CaseCipher
    restricted: CaseCipher


def make_case_keys(connection: sa.Connection, master: MasterKey, case_number: str) -> CaseKeys:
    """Make and keep the two keys of a new case."""
    ciphers = {}
    for part in PARTS:
        ciphers[part], wrapped = master.new_case_key(case_number, part)
        row = {"case_number": case_number, "part": part, "wrapped": wrapped}
        connection.execute(sa.insert(CASE_KEYS).values(row))
    return CaseKeys(**ciphers)


def load_case_keys(connection: sa.Connection, master: MasterKey, case_number: str) -> CaseKeys:
    """Open the two keys of a case.

    Raises:
        CaseKeyDestroyed: the case was erased, or has no keys.
        SealedPartBroken: a wrapped key was changed.
    """
    chosen = sa.select(CASE_KEYS.c.part, CASE_KEYS.c.wrapped).where(
        CASE_KEYS.c.case_number == case_number
    )
    wrapped = {row.part: row.wrapped for row in connection.execute(chosen)}
    if set(wrapped) != set(PARTS):
        raise CaseKeyDestroyed(f"case {case_number} has no keys")
    return CaseKeys(**{part: master.case_key(case_number, part, wrapped[part]) for part in PARTS})


def destroy_case_keys(connection: sa.Connection, case_number: str) -> None:
    """Destroy both keys of a case and the hashes of the names it was found by."""
    for table in (CASE_KEYS, NAME_TOKENS):
        connection.execute(sa.delete(table).where(table.c.case_number == case_number))
