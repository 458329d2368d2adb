"""Small pieces of PDF syntax that we write ourselves."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate


def name(word: str) -> bytes:
    """A name object for a word of plain letters."""
    return b"/" + word.encode("ascii")


def text(words: str) -> bytes:
    """A text string of any script (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode("ascii")


def date(moment: datetime) -> str:
    """A date with its offset (ISO 32000-1, 7.9.4).

    Raises:
        ValueError: the moment has no offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a document's moment needs an offset")
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{moment:D:%Y%m%d%H%M%S}{sign}{minutes // 60:02}'{minutes % 60:02}'"


def appended(file: bytes, objects: Sequence[bytes], numbers: tuple[int, int], catalog: int) -> bytes:
    """Adds objects to the end of a file, as an update (ISO 32000-1, 7.5.6) with one object stream (7.5.7).

    Thousands of small objects are written, and read by `pdfa.finish`, much faster than one by one.

    Args:
        file: as ReportLab wrote it.
        objects: what to add.
        numbers: of the first of them, which may take the place of an old one; of the second, from which on
            all numbers are free.
        catalog: the number of the catalog.
    """
    again, first = numbers
    stream, table = first + len(objects) - 1, first + len(objects)
    starts = accumulate((len(data) + 1 for data in objects[:-1]), initial=0)
    named = zip([again, *range(first, stream)], starts, strict=True)
    head = b" ".join([b"%d %d" % pair for pair in named]) + b"\n"
    body = head + b"\n".join(objects)
    where = len(file) + 1
    added = b"\n%d 0 obj\n<</Type/ObjStm/N %d/First %d/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        *(stream, len(objects), len(head), len(body)),
        body,
    )
    before = file[file.rindex(b"startxref") + 9 :].split()[0]
    rows = [b"\2" + stream.to_bytes(4) + index.to_bytes(4) for index in range(len(objects))]
    rows.append(b"\1" + where.to_bytes(4) + bytes(4))
    cross = len(file) + len(added)
    rows.append(b"\1" + cross.to_bytes(4) + bytes(4))
    entries = b"".join(rows)
    return b"".join(
        [
            *(file, added),
            b"%d 0 obj\n<</Type/XRef/W [1 4 4]/Index [%d 1 %d %d]" % (table, again, first, len(rows) - 1),
            b"/Size %d/Prev %s/Root %d 0 R/Length %d>>" % (table + 1, before, catalog, len(entries)),
            b"\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (entries, cross),
        ]
    )
