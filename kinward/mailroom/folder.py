"""The folder channel: approved packets laid down for a person to fax, post or hand over."""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinward.mailroom.channel import Handed, Parcel

FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class FolderChannel:
    """Lays each packet into its own folder, with a receipt beside it; rehearsals say so."""

    root: Path

    @property
    def name(self) -> str:
        """The word under which deliveries are recorded."""
        return FOLDER

    def deliver(self, parcel: Parcel, at: datetime) -> Handed:
        """Lay the packet down whole, then its receipt; the same packet twice lies there once."""
        folder = self._folder(parcel)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        receipt = self._receipt(parcel, at)
        if not self.has(parcel):
            _write_whole(folder / f"{parcel.packet_id}.pdf", parcel.pdf)
            _write_whole(folder / "receipt.json", receipt)
        return Handed(str(folder), (folder / "receipt.json").read_bytes())

    def has(self, parcel: Parcel) -> bool:
        """Say whether these very bytes lie in the packet's folder with their receipt."""
        folder = self._folder(parcel)
        packet = folder / f"{parcel.packet_id}.pdf"
        if not packet.is_file() or not (folder / "receipt.json").is_file():
            return False
        return hashlib.sha256(packet.read_bytes()).hexdigest() == parcel.sha256

    def _folder(self, parcel: Parcel) -> Path:
        mark = "REHEARSAL-" if parcel.rehearsal else ""
        return self.root / f"{mark}{parcel.case_number}-{parcel.packet_id}"

    def _receipt(self, parcel: Parcel, at: datetime) -> bytes:
        said = {
            "channel": self.name,
            "packet": parcel.packet_id,
            "case_number": parcel.case_number,
            "sha256": parcel.sha256,
            "recipient_class": parcel.recipient_class,
            "laid_down_at": at.isoformat(timespec="seconds"),
            "rehearsal": "REHEARSAL: not a delivery" if parcel.rehearsal else None,
        }
        return json.dumps(said, indent=2, sort_keys=True).encode() + b"\n"


def _write_whole(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
