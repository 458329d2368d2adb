"""Looks into a PDF of anybody's: the one attachment, our mark, the pages. Meant to run in a child process.

Imports nothing of the program, so that a spawned child loads this module and pikepdf only.
"""

import hashlib
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import pikepdf

if sys.platform != "win32":
    import resource

MARK = re.compile(r"JB1:L:[0-9a-fA-F-]{32,36}:[0-9A-Za-z]{16}")
_SPECS = 1_000
_PAGES = 2_000
_OBJECTS = 200_000
_METADATA = 1_048_576
_DECODED = 256 * 1_048_576


class Wish(NamedTuple):
    """What is looked for.

    Attributes:
        name: of the attachment.
        most: bytes it may have. pages: whether the pages are wanted too.
        memory: bytes the child may use. seconds: of work.
    """

    name: str
    most: int
    pages: bool
    memory: int
    seconds: int


class Found(NamedTuple):
    """What a PDF holds.

    Attributes:
        state: ``ok``, ``broken``, ``encrypted``, ``two`` (attachments of that name), ``large``.
        mark: our code in its metadata, "" without one.
        pages: SHA-256 of what each page draws, as far as it was asked for.
        data: the attachment, None without one.
    """

    state: str
    mark: str = ""
    pages: tuple[str, ...] = ()
    data: bytes | None = None


class TooLarge(Exception):
    """More comes out of a stream than it may hold."""


class TwoFiles(Exception):
    """Two attachments of the same name."""


def serve(connection: Connection, wish: Wish) -> None:
    """The child: takes the PDF's bytes, answers once, ends."""
    _limit(wish)
    connection.send_bytes(pack(look(connection.recv_bytes(), wish)))
    connection.close()


def pack(found: Found) -> bytes:
    """An answer as bytes; not pickled, because whoever reads it need not trust the child."""
    head = {"state": found.state, "mark": found.mark, "pages": found.pages, "held": found.data is not None}
    return json.dumps(head).encode() + b"\n" + (found.data or b"")


def unpack(packed: bytes) -> Found:
    """The answer again; ValueError when it is none."""
    head, _, data = packed.partition(b"\n")
    told = json.loads(head)
    pages = tuple(str(page) for page in told["pages"])
    return Found(str(told["state"]), str(told["mark"]), pages, data if told["held"] else None)


def look(pdf: bytes, wish: Wish) -> Found:
    """Everything that was wished for; never raises for what stands in the PDF."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            mark = _mark(opened)
            data = _attachment(opened, wish)
            pages = tuple(_pages(opened)) if wish.pages else ()
            return Found("ok", mark, pages, data)
    except pikepdf.PasswordError:
        return Found("encrypted")
    except TwoFiles:
        return Found("two")
    except (TooLarge, MemoryError):
        return Found("large")
    except Exception:
        # qpdf, pikepdf and the objects of a hostile file raise whatever they like; none of it is a letter.
        return Found("broken")


def page_digests(pdf: bytes) -> tuple[str, ...]:
    """SHA-256 in hex of what each page of a PDF of ours draws."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return tuple(_pages(opened))


def _limit(wish: Wish) -> None:
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (wish.memory, wish.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (wish.seconds, wish.seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _mark(pdf: pikepdf.Pdf) -> str:
    """Our code: among the keywords, in the metadata, or in the words that stand for the picture of the QR."""
    for value in (pdf.docinfo.get("/Keywords", ""), *pdf.docinfo.values()):
        if found := MARK.search(str(value)):
            return found[0]
    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream) and (found := MARK.search(_text(metadata))):
        return found[0]
    for thing in islice(pdf.objects, _OBJECTS):
        words = thing.get("/Alt") if isinstance(thing, pikepdf.Dictionary) else None
        if words is not None and (found := MARK.search(str(words))):
            return found[0]
    return ""


def _text(stream: pikepdf.Stream) -> str:
    try:
        return _decoded(stream, _METADATA).decode("utf-8", "replace")
    except (TooLarge, ValueError, zlib.error):
        return ""


def _attachment(pdf: pikepdf.Pdf, wish: Wish) -> bytes | None:
    named: dict[Any, pikepdf.Stream] = {}
    for spec in islice(_specs(pdf), _SPECS):
        held = _held(spec)
        if held is not None and _name(spec) == wish.name:
            named[held.objgen if held.is_indirect else len(named)] = held
    if len(named) > 1:
        raise TwoFiles
    return next((_decoded(stream, wish.most) for stream in named.values()), None)


def _specs(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every file specification of the document: of its name tree, and those it says it is made of."""
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if tree is not None:
        yield from (spec for _, spec in pikepdf.NameTree(tree).items())
    associated = pdf.Root.get("/AF")
    if isinstance(associated, pikepdf.Array):
        yield from associated


def _held(spec: Any) -> pikepdf.Stream | None:
    files = spec.get("/EF") if isinstance(spec, pikepdf.Dictionary) else None
    if not isinstance(files, pikepdf.Dictionary):
        return None
    held = files.get("/F", files.get("/UF"))
    return held if isinstance(held, pikepdf.Stream) else None


def _name(spec: Any) -> str:
    return str(spec.get("/UF", spec.get("/F", "")))


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    room = _DECODED
    for page in islice(pdf.pages, _PAGES):
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        digest = hashlib.sha256()
        for stream in streams:
            if isinstance(stream, pikepdf.Stream):
                data = _decoded(stream, room)
                room -= len(data)
                # How lines end at the joints of several streams is the writer's own business.
                digest.update(data.strip() + b"\n")
        yield digest.hexdigest()


def _decoded(stream: pikepdf.Stream, most: int) -> bytes:
    """The content of a stream, at most so many bytes of it: a bomb is never blown up."""
    filters: object = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) < 2:
        filters = next(iter(filters), None)
    raw = stream.read_raw_bytes()
    if filters is None or not raw:
        data = raw
    elif filters == pikepdf.Name.FlateDecode:
        inflater = zlib.decompressobj()
        data = inflater.decompress(raw, most + 1)
        if len(data) <= most and not inflater.eof:
            raise ValueError("the stream breaks off")
    else:
        raise ValueError("no way of packing that we use")
    if len(data) > most:
        raise TooLarge
    return data
