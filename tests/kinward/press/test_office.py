import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinward.press.office import Office, OfficeMissing, OfficeNotStarting
from tests.kinward.press.pdf_builders import a_word_file, with_part

LINKED_PICTURE = """<w:body><w:p><w:r><w:drawing
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>
<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p" descr="x"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>
<a:blip r:link="rIdLinked"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>
<a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def a_letter_that_links_to(address: str) -> bytes:
    linked = with_part(
        a_word_file(), "word/document.xml", b"<w:body>", LINKED_PICTURE.encode("utf-8")
    )
    relation = (
        '<Relationship Id="rIdLinked" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/image" Target="{address}" TargetMode="External"/></Relationships>'
    )
    return with_part(
        linked, "word/_rels/document.xml.rels", b"</Relationships>", relation.encode("utf-8")
    )


@pytest.fixture
def calls() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the requests that reached it."""
    reached: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            reached.append("a request")
            return False

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        listening = threading.Thread(target=server.serve_forever)
        listening.start()
        yield f"http://127.0.0.1:{server.server_port}/picture.png", reached
        server.shutdown()
        listening.join()


def test_libreoffice_tells_its_version(office: Office) -> None:
    assert office.version().count(".") >= 1
    assert int(office.version().split(".")[0]) >= 7


def test_a_linked_picture_makes_no_connection(
    office: Office, calls: tuple[str, list[str]]
) -> None:
    address, reached = calls
    run = office.print_letters({"linked": a_letter_that_links_to(address)})
    assert "linked" in run.pdfs
    assert reached == []


def test_a_missing_program_is_said_before_anything_is_written(tmp_path: Path) -> None:
    office = Office(binary=tmp_path / "nowhere", home=tmp_path / "office")
    assert not office.is_installed()
    with pytest.raises(OfficeMissing):
        office.version()
    with pytest.raises(OfficeMissing):
        office.print_letters({"letter": a_word_file()})


def test_a_program_that_tells_no_version_is_not_libreoffice(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text("#!/bin/sh\necho hello\n")
    program.chmod(0o700)
    with pytest.raises(OfficeNotStarting):
        Office(binary=program, home=tmp_path / "office").version()


def test_a_fresh_profile_that_asks_to_be_started_again_is_started_again(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text(
        "#!/bin/sh\n"
        f'if [ ! -e "{tmp_path}/once" ]; then touch "{tmp_path}/once"; exit 81; fi\n'
        "echo LibreOffice 25.2.3.2\n"
    )
    program.chmod(0o700)
    assert Office(binary=program, home=tmp_path / "office").version() == "25.2.3.2"


def test_the_profile_is_made_once(office: Office) -> None:
    first = office.print_letters({"letter": a_word_file()})
    assert first.status == 0
    assert len(list(office.home.glob("profile-*"))) == 1


def test_plain_text_is_not_printed_as_a_letter_even_when_it_reaches_the_office(
    office: Office,
) -> None:
    run = office.print_letters({"text": b"Dear Consul,", "letter": a_word_file()})
    assert set(run.pdfs) == {"letter"}
