"""`make pictures`: the pages that the README shows, made from the Illinois family."""

import subprocess
import tempfile
from pathlib import Path

from tests.kinward.casework.offices import an_office
from tests.kinward.casework.preparing import prepared

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main() -> None:
    """Prepare the family and draw every page of its packet."""
    with tempfile.TemporaryDirectory() as folder:
        with an_office(Path(folder)) as office:
            case = prepared(office, "illinois")
            with office.ledger.reading() as screens:
                (packet,) = screens.packets(case.case_number)
            cipher = office.ledger.case_cipher(case.case_number)
            pdf = Path(folder) / "packet.pdf"
            pdf.write_bytes(office.store.read(case.case_number, packet.sha256, cipher))
        PICTURES.mkdir(parents=True, exist_ok=True)
        for old in PICTURES.glob("illinois-*.png"):
            old.unlink()
        draw = ["pdftoppm", "-r", "60", "-png", str(pdf), str(PICTURES / "illinois")]
        subprocess.run(draw, check=True)


if __name__ == "__main__":
    main()
