"""The last hand laid on a PDF: what it says about itself, and bytes that come out the same again.

LibreOffice writes the author, the keywords and the clock of the machine into a PDF, and claims
PDF/UA in its XMP without declaring that schema, which makes its PDF/A-2b claim false. So nothing
of that is mended: the metadata is written anew, from the few things that may be known.

The identifier is qpdf's hash of the contents, the dates are the stated one, objects that nothing
reaches are gone. Sealing the same PDF twice gives the same bytes.
"""

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf

from kinward.press.office_marks import mend_marks
from kinward.press.plain_streams import written
from kinward.press.subset_tags import tell_subsets_apart
from kinward.press.type1_fonts import rewrite_type1_fonts

PRODUCER = "Kinward"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>{accessible}
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# ISO 19005-2, 6.6.2.3: every schema beyond the standard's own list is declared in the file.
ACCESSIBLE = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """All that a PDF says about itself: a title, a language (BCP 47) and the day it is dated."""

    title: str
    language: str
    stated_at: datetime

    def __post_init__(self) -> None:
        if self.stated_at.tzinfo is None:
            raise ValueError("a PDF is dated with an offset")


def seal(pdf: bytes, imprint: Imprint, *, from_office: bool = False) -> bytes:
    """Return `pdf` with the metadata of `imprint` and no other; same input, same bytes.

    What comes straight `from_office` has its stray marks mended too.

    Raises:
        pikepdf.PdfError: The bytes are not a PDF that can be opened.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        tagged = "/StructTreeRoot" in root
        if from_office:
            mend_marks(document)
        rewrite_type1_fonts(document)
        tell_subsets_apart(document)
        _write_about(document, imprint, tagged=tagged)
        root.Lang = pikepdf.String(imprint.language)
        root.MarkInfo = pikepdf.Dictionary(Marked=tagged)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for of_its_making in ("/DocChecksum", "/ID"):
            if of_its_making in document.trailer:
                del document.trailer[of_its_making]
        _undate_colours(document)
        return written(document)


def _undate_colours(document: pikepdf.Pdf) -> None:
    # The sRGB profile is made anew for each PDF and carries the second (ICC.1, 7.2.8); with one
    # date for all, it is also one object in a packet of many letters.
    for intent in list(document.Root.get("/OutputIntents", [])):
        if "/DestOutputProfile" in intent:
            profile = bytearray(intent.DestOutputProfile.read_bytes())
            profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
            intent.DestOutputProfile.write(bytes(profile))


def _write_about(document: pikepdf.Pdf, imprint: Imprint, *, tagged: bool) -> None:
    at = imprint.stated_at.astimezone(UTC).replace(microsecond=0)
    words = XMP.format(
        accessible=ACCESSIBLE if tagged else "",
        title=escape(imprint.title),
        language=escape(imprint.language),
        at=at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        producer=PRODUCER,
    )
    stream = pikepdf.Stream(document, words.encode("utf-8"))
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = document.make_indirect(stream)
    date = at.strftime("D:%Y%m%d%H%M%SZ")
    facts = {"Title": imprint.title, "Producer": PRODUCER, "CreationDate": date, "ModDate": date}
    about = pikepdf.Dictionary({f"/{key}": pikepdf.String(fact) for key, fact in facts.items()})
    document.trailer["/Info"] = document.make_indirect(about)
