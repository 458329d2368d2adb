"""What a letter says, as plain values; its hash, and the text of its QR."""

import hashlib
import re
import uuid
from typing import Any

import msgspec

from desktop.core.canonical import encode
from desktop.core.profile import SignatureLines as SignatureLines
from desktop.core.profile import Signer
from desktop.core.symbols import ALPHABET, QR_MARK, crockford, fold_symbols, read_lookalikes
from desktop.errors import UserError

KINDS = ("penugasan", "koordinasi", "pengingat", "nota_dinas", "surat_tugas")

DATA_NAME = "jemput-bola.jbola"
"""The name of the one file a letter may carry."""

_HASH_BITS = 80
_HASH_SYMBOLS = _HASH_BITS // 5
# L is read as 1 like everywhere else.
_QR = re.compile(rf"(?:JB1:)?1:?([0-9A-F]{{32}}):?([{ALPHABET}]{{{_HASH_SYMBOLS}}})")


class Row(msgspec.Struct, frozen=True):
    """One aspiration in a letter's annex, with nothing in it that names a citizen.

    Attributes:
        village: as printed, "Desa Angsana, Kec. Angsana". words: what was said. place: where it is.
        by: initials or "Warga RT 03" (domain.md B.9). due: ISO date or "". role: lead or support.
        contact: only for the separate rahasia annex.
    """

    code: str
    village: str = ""
    words: str = ""
    place: str = ""
    by: str = ""
    kind: str = ""
    urgency: str = ""
    due: str = ""
    instruction: str = ""
    role: str = "lead"
    contact: str = ""


class Person(msgspec.Struct, frozen=True):
    """An officer named in a surat tugas."""

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""


class Ref(msgspec.Struct, frozen=True):
    """An earlier letter: its number as printed ("" = not numbered), ISO date and subject."""

    number: str = ""
    date: str = ""
    subject: str = ""


class Content(msgspec.Struct, frozen=True):
    """Everything a letter says; the number is not part of it, it often comes after signing.

    Attributes:
        letter: uuid as text. agency: code of the addressee, "" when it has none.
        to: lines after "Yth."; to_place: after "di". date, due: ISO.
        visits: the visits it rests on, as printed. points: free paragraphs or numbered tasks.
        basis: legal or factual grounds. refers: earlier letters. carries_data: whether the PDF holds a file.
    """

    kind: str
    letter: str
    agency: str = ""
    to: list[str] = []
    to_place: str = ""
    date: str = ""
    urgency: str = "biasa"
    security: str = "biasa"
    subject: str = ""
    visits: list[str] = []
    rows: list[Row] = []
    due: str | None = None
    points: list[str] = []
    basis: list[str] = []
    persons: list[Person] = []
    refers: list[Ref] = []
    signer: Signer = Signer()
    copies: list[str] = []
    carries_data: bool = False
    version: int = 1


def content_bytes(content: Content) -> bytes:
    """What of a letter is hashed: all it says, as canonical JSON.

    Left out are whether a file is carried (the same letter is printed with and without), contact data (a
    telephone number can be guessed from a hash on paper, once the rest is known) and fields that are empty:
    a field that a later version adds must not change the hash of what was issued before.
    """
    values = msgspec.to_builtins(content)
    del values["carries_data"]
    for row in values["rows"]:
        del row["contact"]
    return encode(_without_empty(values))


def content_hash(content: Content) -> bytes:
    r"""SHA-256(``jb.letter.1\0`` ‖ content bytes), the same in ``letter.issued`` and in the QR."""
    return hashlib.sha256(b"jb.letter.1\0" + content_bytes(content)).digest()


def short_hash(digest: bytes) -> str:
    """The first 80 bits of a hash as 16 symbols, as they stand in the QR and in words beside it."""
    return crockford(int.from_bytes(digest[: _HASH_BITS // 8], "big"), _HASH_SYMBOLS)


def letter_qr(letter: str, digest: bytes) -> str:
    """The text of a letter's QR, ``JB1:L:<letter>:<16 symbols>`` (sync.md 7)."""
    return f"{QR_MARK}L:{letter}:{short_hash(digest)}"


def read_letter_qr(text: str) -> tuple[str, str]:
    """The letter's uuid and the 16 symbols of its hash, from a QR scanned or typed.

    Loose in case, spaces, dashes, and O read for 0, I or L for 1.

    Raises:
        UserError: `letter_code_wrong` when it is another text or of another length.
    """
    found = _QR.fullmatch(read_lookalikes(fold_symbols(text)))
    if found is None:
        raise UserError("letter_code_wrong")
    return str(uuid.UUID(found[1])), found[2]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in ("", [], None)}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
