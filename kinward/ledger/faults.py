"""What can go wrong with a ledger that a person can act on."""

from schemas.problem import UnitError


class CaseUnknown(UnitError):
    """The ledger has no such case yet."""

    code = "case_unknown"
    remedy = "Add the case first: kinward case add FILE."


class CaseKeyDestroyed(UnitError):
    """The case was erased by order; nothing of it can be read or added."""

    code = "case_erased"
    remedy = "Work under a new case number; the erased case cannot be opened again."


class OtherCase(UnitError):
    """The thing named belongs to another case or agency."""

    code = "other_case"
    remedy = "Check the case number and the agency; things never move between cases."


class MoveRefused(UnitError):
    """The state of the thing does not allow this step."""

    code = "move_refused"
    remedy = "Look at its history; something else happened to it first."


class PacketChanged(UnitError):
    """The bytes named are not the bytes of the packet."""

    code = "packet_changed"
    remedy = "Look at the packet as it is now and approve that one."


class PacketIsHeld(UnitError):
    """The packet is held; it cannot be approved before what holds it is settled."""

    code = "packet_held"
    remedy = "Settle the question that holds it, then prepare the case again."


class OnlyARehearsal(UnitError):
    """A rehearsal leaves by the folder channel only."""

    code = "rehearsal_only"
    remedy = "Prepare the case as of today, with real contacts, to send it."


class PaperInPacket(UnitError):
    """The document is part of a packet that could still leave."""

    code = "document_in_packet"
    remedy = "Supersede the packet, or void its approval, before its documents change."


class MasterKeyMissing(UnitError):
    """The ledger is here but its master key is not; nothing was opened or changed."""

    code = "master_key_missing"
    remedy = "Put the master key back: keys/master.key in the home, mode 0600."


class MasterKeyWrong(UnitError):
    """The master key does not belong to this ledger; nothing was opened or changed."""

    code = "master_key_wrong"
    remedy = "Put the master key of this ledger back: keys/master.key in the home."


class SealedPartBroken(UnitError):
    """An encrypted part or a case's key does not open: it was changed or moved."""

    code = "sealed_part_broken"
    remedy = "Run kinward ledger verify; restore from a backup that verifies."


class EntryAltered(UnitError):
    """An entry is not as it was written."""

    code = "entry_altered"
    remedy = "Run kinward ledger verify; restore from a backup that verifies."


class LedgerBusy(UnitError):
    """Another writer held the ledger too long, or took the same number first."""

    code = "ledger_busy"
    remedy = "Try again; nothing was written."


class LedgerUnreadable(UnitError):
    """The database does not answer or is damaged."""

    code = "ledger_unreadable"
    remedy = "Check DATABASE_URL and the disk; restore from a backup that verifies."


class LedgerTooNew(UnitError):
    """A newer Kinward has written this ledger."""

    code = "ledger_too_new"
    remedy = "Use the newer Kinward; this one would not understand what it reads."


class SealsDisagree(UnitError):
    """The seals outside the database are not those inside it."""

    code = "seals_disagree"
    remedy = "Run kinward ledger verify before anything else; a part may have been cut off."


class PathTaken(UnitError):
    """Something is already there; nothing was overwritten."""

    code = "path_taken"
    remedy = "Name a path that does not exist yet, or an empty home."


class BackupUnreadable(UnitError):
    """The file is not a whole backup of a Kinward ledger."""

    code = "backup_unreadable"
    remedy = "Use another backup; nothing was restored."
