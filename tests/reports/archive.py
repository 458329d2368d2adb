"""Whether a PDF keeps what it claims: PDF/A-2u or 3u, with a ToUnicode map for all text, and PDF/UA-1."""

import io
import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
from pikepdf.pdfa import validate_written

_UA = re.compile(rb'<rdf:Description rdf:about="" xmlns:pdfuaid=.*?</rdf:Description>', re.DOTALL)
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def claims_access(pdf: bytes) -> bool:
    """Whether the file says that it keeps PDF/UA-1, which it says only if all its content is tagged."""
    return b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def _as_level_b(pdf: bytes) -> bytes:
    """The same file, claiming what `pikepdf.pdfa` knows: level B, and nothing about PDF/UA."""
    plain = pdf.replace(b"<pdfaid:conformance>U<", b"<pdfaid:conformance>B<")
    assert plain != pdf
    return _UA.sub(lambda found: b" " * len(found[0]), plain)


def _archive(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        flavour = "3b" if "/AF" in file.Root else "2b"
        broken = file.check_pdf_syntax()
    report = validate_written(io.BytesIO(_as_level_b(pdf)), flavour)
    return broken + [f"{found.rule} {found.where}: {found.message}" for found in report.findings]


def _access(pdf: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        report = pdfua.validate(str(path))
    skipped = [
        f"{one.rule_id} skipped: {one.skipped_reason}" for one in report.outcomes if one.skipped_reason
    ]
    certain = [found for found in report.findings if found.confidence is pdfua.Confidence.CERTAIN]
    return skipped + [f"{found.rule_id}: {found.message}" for found in certain]


@lru_cache(64)
def _codes(cmap: bytes) -> dict[int, str]:
    """The codes of a ToUnicode map and their words."""
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            numbers = _HEX.findall(block)
            for code, words in zip(numbers[::2], numbers[1::2], strict=True):
                found[int(code, 16)] = bytes.fromhex(words.decode()).decode("utf-16-be")
            continue
        for first, last, rest in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^]]*\])", block):
            start, targets = int(first, 16), [bytes.fromhex(one.decode()) for one in _HEX.findall(rest)]
            for code in range(start, int(last, 16) + 1):
                if rest.startswith(b"["):
                    words = targets[code - start].decode("utf-16-be")
                else:
                    base = targets[0].decode("utf-16-be")
                    words = base[:-1] + chr(ord(base[-1]) + code - start)
                found[code] = words
    return found


def shown(pdf: bytes) -> Iterator[tuple[str, int, str]]:
    """Every code of every font that is drawn somewhere, with its Unicode words ("" = none)."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            yield from _shown(page, page.Resources)


def _shown(content: Any, resources: Any) -> Iterator[tuple[str, int, str]]:
    font, codes, width = "", dict[int, str](), 1
    for step in pikepdf.parse_content_stream(content):
        operands, name = step.operands, str(step.operator)
        if name == "Tf":
            font = str(operands[0])
            one = resources.Font[font]
            codes = _codes(one.ToUnicode.read_bytes()) if "/ToUnicode" in one else {}
            width = 2 if one.Subtype == "/Type0" else 1
        elif name in {"Tj", "'", '"', "TJ"}:
            strings = operands[-1] if name == "TJ" else [operands[-1]]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    data = bytes(string)
                    for at in range(0, len(data), width):
                        code = int.from_bytes(data[at : at + width])
                        yield font, code, codes.get(code, "")
        elif name == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form":
                yield from _shown(form, form.get("/Resources", resources))


def _unicode(pdf: bytes) -> list[str]:
    """Level U: every code that is shown means something (ISO 19005-2, 6.2.11.7.2)."""
    bad = {
        f"{font} code {code} means {words!r}"
        for font, code, words in set(shown(pdf))
        if not words or set(words) & {"\0", "\ufeff", "\ufffe"}
    }
    return sorted(bad)


_WITHIN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
_ONLY_IN = {"LI": {"L"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "LBody": {"LI"}}


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@lru_cache(maxsize=4)
def structure(pdf: bytes) -> list[tuple[str, str, list[str]]]:
    """Every element in reading order: its role, its parent's, and those of its children."""
    found: list[tuple[str, str, list[str]]] = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        waiting = [("", file.Root.StructTreeRoot.K)]
        while waiting:
            parent, node = waiting.pop()
            role, kids = str(node.S)[1:], _kids(node)
            found.append((role, parent, [str(kid.S)[1:] for kid in kids]))
            waiting += [(role, kid) for kid in reversed(kids)]
    return found


def _nesting(pdf: bytes) -> list[str]:
    """Lists, tables and headings as ISO 32000-1, 14.8.4 and ISO 14289-1, 7.2, 7.4.2 and 7.5 want them."""
    bad, level, columns = set[str](), 0, 0
    for role, parent, kids in structure(pdf):
        bad |= {f"{role} holds {kid}" for kid in kids if kid not in _WITHIN.get(role, {kid})}
        if parent not in _ONLY_IN.get(role, {parent}):
            bad.add(f"{role} lies in {parent}")
        if role in {"H1", "H2", "H3"}:
            if int(role[1]) > level + 1:
                bad.add(f"{role} follows a heading of level {level}")
            level = int(role[1])
        if role == "TR":
            if columns not in (0, len(kids)):
                bad.add(f"a row of {columns} cells, then one of {len(kids)}")
            columns = len(kids)
        elif role == "Table":
            columns = 0
    return sorted(bad)


def faults(pdf: bytes, *, tagged: bool = True) -> list[str]:
    """Everything in which a document of ours is not what it has to be; [] = nothing found."""
    found = _archive(pdf) + _unicode(pdf)
    if tagged:
        found += _access(pdf) + _nesting(pdf)
        if not claims_access(pdf):
            found.append("does not claim PDF/UA-1: something is drawn without a tag")
    return found
