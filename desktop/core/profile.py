"""The district's own way of writing letters: kop, paper, signers, numbers; read out of its region pack."""

import re
from typing import Annotated, Any, Literal

import msgspec

from desktop.core.pack_types import Pack

PRACTICE_NOTE = "Daerah latihan, bukan dokumen resmi"

DEFAULT = "default"
"""The key for every kind of letter that has none of its own; no key of an event may be empty."""

Millimetres = Annotated[int, msgspec.Meta(ge=5, le=60)]
Margins = Annotated[list[Millimetres], msgspec.Meta(min_length=4, max_length=4)]

_KINDS_OF_REGION = re.compile(r"^(kabupaten|kota)(?: administrasi)?\s+", re.IGNORECASE)


class SignatureLines(msgspec.Struct, frozen=True):
    """What stands in the space for a signature: titles above, then room to sign, name, lines below."""

    above: list[str] = []
    name: str = ""
    below: list[str] = []


class Signer(msgspec.Struct, frozen=True):
    """Who signs a kind of letter, and by what right.

    Attributes:
        name: without academic titles.
        titled_name: with them; "" = has none, or they are never printed.
        title: of the office, in capitals as printed ("SEKRETARIS DAERAH").
        rank: pangkat and golongan ("Pembina Utama Muda, IV/c").
        nip: 18 digits in any spacing; another number is printed as written.
        standing: definitif, or Pj, Pjs, Plt, Plh.
        basis: in own right (direct), a.n. (an) or u.b. (ub).
        behalf: those on whose behalf, highest first: one title for a.n., two for u.b.
        caps: the name in capitals, titles as written; False = all as written.
        override: lines that replace ours whole, where a local rule differs.
    """

    name: str = ""
    titled_name: str = ""
    title: str = ""
    rank: str = ""
    nip: str = ""
    kind: Literal["bupati", "wakil", "sekda", "other"] = "sekda"
    standing: Literal["definitif", "pj", "pjs", "plt", "plh"] = "definitif"
    basis: Literal["direct", "an", "ub"] = "direct"
    behalf: list[str] = []
    caps: bool = True
    override: SignatureLines | None = None


class Numbering(msgspec.Struct, frozen=True):
    """How letters of a kind are numbered: a pattern with tokens, and the register that counts them."""

    pattern: str = "{sifat}/{no}/{klas}/{unit}/{tahun}"
    register: str = "keluar"


class Profile(msgspec.Struct, frozen=True):
    """What of a letter a local rule may change (domain.md A); the defaults follow Permendagri 1/2023.

    Attributes:
        region: name without its level ("Tanah Bumbu"). lines: the address lines of the kop.
        note: printed in the footer of every page. seat: where letters are dated.
        emblem, garuda: PNG as base64. margins: top, right, bottom, left in mm.
        signers: by kind of letter, "default" for all others; numbering and classification likewise.
        copies: the usual tembusan. sentences: the district's own in place of ours, by code.
        anchor: text that a signing service looks for. space_lines: room for the signature.
        verification: whether our own QR is printed.
    """

    government: str = ""
    unit: str = "SEKRETARIAT DAERAH"
    region: str = ""
    region_kind: Literal["Kabupaten", "Kota"] = "Kabupaten"
    head_of_district: str = "Bupati"
    lines: list[str] = []
    note: str = ""
    seat: str = ""
    emblem: str = ""
    garuda: str = ""
    paper: Literal["f4", "a4"] = "f4"
    margins: Margins = msgspec.field(default_factory=lambda: [20, 20, 25, 30])
    font: Literal["sans", "bookman"] = "sans"
    size: Annotated[int, msgspec.Meta(ge=9, le=14)] = 11
    signers: dict[str, Signer] = {}
    numbering: dict[str, Numbering] = {}
    classification: dict[str, str] = {}
    unit_code: str = "UM"
    copies: list[str] = []
    sentences: dict[str, str] = {}
    anchor: str = ""
    space_lines: Annotated[int, msgspec.Meta(ge=2, le=10)] = 4
    verification: bool = True

    def signer(self, kind: str) -> Signer:
        """Who signs this kind of letter; nobody's name when the district has named none."""
        return self.signers.get(kind) or self.signers.get(DEFAULT) or Signer()

    def numbers(self, kind: str) -> Numbering:
        """How this kind of letter is numbered."""
        return (
            self.numbering.get(kind)
            or self.numbering.get(DEFAULT)
            or DEFAULT_NUMBERING.get(kind, Numbering())
        )

    def klas(self, kind: str) -> str:
        """The archive classification of this kind of letter (Permendagri 83/2022)."""
        own = self.classification.get(kind) or self.classification.get(DEFAULT)
        return own or DEFAULT_CLASSIFICATION.get(kind, DEFAULT_CLASSIFICATION[DEFAULT])


# One Setda's published scheme (domain.md A.5): internal N/K/Y, orders to persons and minutes K/N/Y.
DEFAULT_NUMBERING = {
    "nota_dinas": Numbering("{no:03d}/{klas}/{tahun}", "nota_dinas"),
    "surat_tugas": Numbering("{klas}/{no:03d}/{tahun}", "surat_tugas"),
    "berita_acara": Numbering("{klas}/{no:03d}/{tahun}", "berita_acara"),
}
DEFAULT_CLASSIFICATION = {
    DEFAULT: "400.10.2",
    "nota_dinas": "000.8.3",
    "surat_tugas": "800.1.11.1",
    "berita_acara": "000.7.1.6",
}


_INNER: dict[str, type[Signer] | type[Numbering]] = {"signers": Signer, "numbering": Numbering}


def profile_of(pack: Pack) -> Profile:
    """The profile in a pack's letterhead.

    What this version does not know or cannot use falls back to its default, key by key: a pack made by a
    newer version must not stop anybody from printing. `check_letterhead` is the strict one.
    """
    level = _KINDS_OF_REGION.match(pack.name)
    city = bool(level) and pack.name.lower().startswith("kota")
    derived: dict[str, Any] = {
        "government": f"PEMERINTAH {pack.name.upper()}",
        "region": _KINDS_OF_REGION.sub("", pack.name),
        "region_kind": "Kota" if city else "Kabupaten",
        "head_of_district": "Wali Kota" if city else "Bupati",
        "note": PRACTICE_NOTE if pack.practice else "",
    }
    given = _usable(Profile, pack.letterhead)
    # A practice district stays marked as one, whatever its letterhead leaves empty.
    return Profile(
        **derived | {key: value for key, value in given.items() if value != "" or key not in derived}
    )


def _usable(kind: type[msgspec.Struct], raw: object) -> dict[str, Any]:
    """The fields of a raw value that convert, each on its own."""
    values = raw if isinstance(raw, dict) else {}
    return {
        field.name: value
        for field in msgspec.structs.fields(kind)
        if field.name in values
        and (value := _converted(field.name, field.type, values[field.name])) is not None
    }


def _converted(name: str, kind: Any, raw: object) -> Any:
    inner = _INNER.get(name)
    try:
        if inner is not None:
            rows = msgspec.convert(raw, dict[str, Any])
            return {key: inner(**_usable(inner, row)) for key, row in rows.items()}
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return None
