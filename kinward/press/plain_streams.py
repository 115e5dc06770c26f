r"""PDF bytes in which nobody can take the end of a stream for the line end behind it.

PDF/A asks that a stream's /Length counts the bytes before the line end that precedes `endstream`.
One compressed stream in 256 ends with a carriage return, by its checksum; with the line feed
behind it a validator sees the pair CR LF and counts one byte less: the file does not conform. With
some tens of streams in a packet that befalls one in five or ten. Then the streams that end so are
written in ASCII85, which ends in `~>`, and the writer makes none of its own: a larger, sound file.
"""

import base64
import io
import zlib

import pikepdf

_AMBIGUOUS = b"\r\nendstream"
_FLATE, _ASCII85 = pikepdf.Name.FlateDecode, pikepdf.Name.ASCII85Decode


def written(document: pikepdf.Pdf) -> bytes:
    """Return the bytes of `document`: the same content, the same bytes."""
    saved = io.BytesIO()
    document.save(
        saved,
        deterministic_id=True,
        force_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    if _AMBIGUOUS not in saved.getvalue():
        return saved.getvalue()
    return _written_out(document)


def _written_out(document: pikepdf.Pdf) -> bytes:
    for thing in list(document.objects):
        if isinstance(thing, pikepdf.Stream):
            _end_clearly(thing)
    saved = io.BytesIO()
    # qpdf undoes ASCII85 while it compresses; so it may do neither.
    document.save(
        saved,
        deterministic_id=True,
        force_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return saved.getvalue()


def _end_clearly(stream: pikepdf.Stream) -> None:
    raw = stream.read_raw_bytes()
    filters = _as_list(stream.get("/Filter"))
    settings = _as_list(stream.get("/DecodeParms"))
    is_xmp = stream.get("/Type") == pikepdf.Name.Metadata
    if not filters and not is_xmp:  # XMP stays readable for programs that know no PDF
        raw, filters = zlib.compress(raw, 9), [_FLATE]
        _rewrite(stream, raw, filters, settings)
    if raw.endswith(b"\r"):
        ascii_only = base64.a85encode(raw) + b"~>"
        _rewrite(stream, ascii_only, [_ASCII85, *filters], [None, *settings] if settings else [])


def _rewrite(
    stream: pikepdf.Stream, raw: bytes, filters: list[object], settings: list[object]
) -> None:
    stream.write(
        raw,
        filter=pikepdf.Array(filters),
        decode_parms=pikepdf.Array(settings) if settings else None,
    )


def _as_list(entry: object) -> list[object]:
    if entry is None:
        return []
    return list(entry) if isinstance(entry, pikepdf.Array) else [entry]
