"""The record of every step: entries, chains and seals, projections, keys that can be destroyed."""

from kinward.ledger.entries import Entry, Signed
from kinward.ledger.keys import CaseCipher
from kinward.ledger.ledger import Ledger, default_url
from kinward.ledger.page import Page
from kinward.ledger.restoring import restore
from kinward.ledger.screens import Screens
from kinward.ledger.seals import Seal

__all__ = [
    "CaseCipher",
    "Entry",
    "Ledger",
    "Page",
    "Screens",
    "Seal",
    "Signed",
    "default_url",
    "restore",
]
