"""The space for a signature: whose titles, which name, NIP and rank or not (Permendagri 1/2023 Pasal 44)."""

import re
from typing import Literal

from desktop.core.profile import SignatureLines, Signer

Family = Literal["pengaturan", "penugasan", "korespondensi", "khusus"]

FAMILIES: dict[str, Family] = {
    "penugasan": "korespondensi",  # a surat dinas in form, whatever it asks (domain.md A.2)
    "koordinasi": "korespondensi",
    "pengingat": "korespondensi",
    "nota_dinas": "korespondensi",
    "disposisi": "korespondensi",
    "surat_tugas": "penugasan",
    "berita_acara": "khusus",
    "laporan": "khusus",
    "rekapitulasi": "khusus",
}
"""The family of naskah dinas that each of our documents belongs to (domain.md A.2)."""

_STANDINGS = {"definitif": "", "pj": "Pj. ", "pjs": "Pjs. ", "plt": "Plt. ", "plh": "Plh. "}
_AS_WRITTEN = ("H.", "Hj.")
_NIP = re.compile(r"([0-9]{8})([0-9]{6})([0-9])([0-9]{3})")


def signature_lines(family: Family, signer: Signer) -> SignatureLines:
    """The lines above and below a signature, and the name.

    An override of the signer's replaces them whole: a local Perbup may say otherwise.
    """
    if signer.override is not None:
        return signer.override
    titled = shows_titles(family, signer)
    below = [signer.rank, format_nip(signer.nip)] if shows_nip(family, signer) else []
    return SignatureLines(_above(signer), _name(signer, titled), [line for line in below if line])


def shows_titles(family: Family, signer: Signer) -> bool:
    """Whether academic titles stand with the name.

    Pasal 44 (1): never in pengaturan and penetapan; (2): in all else; but (4) not of a Pj, Pjs, Plt or Plh
    of the head of the region and (5) not of a Pj or Plh Sekda. A Plt Sekda is not named there.
    """
    return family != "pengaturan" and not _bare(signer)


def shows_nip(family: Family, signer: Signer) -> bool:
    """Whether rank and NIP stand below the name: Pasal 44 (3), of all but head, vice-head and Sekda.

    Pengaturan carries neither for any signer (domain.md A.8).
    """
    return family != "pengaturan" and signer.kind == "other"


def format_nip(nip: str) -> str:
    """`NIP 19700101 199503 1 002`: birth, appointment, sex, serial; an NI PPPK or other number as written."""
    found = _NIP.fullmatch("".join(nip.split()))
    if found:
        return "NIP " + " ".join(found.groups())
    return nip if not nip or nip[0].isalpha() else f"NIP {nip}"


def _bare(signer: Signer) -> bool:
    if signer.kind == "bupati":
        return signer.standing != "definitif"
    return signer.kind == "sekda" and signer.standing in ("pj", "plh")


def _above(signer: Signer) -> list[str]:
    """The titles: each link of the chain on a line, a comma after the last of an office that signs."""
    own = f"{_STANDINGS[signer.standing]}{signer.title},"
    if not signer.title:
        return []
    if signer.basis == "direct" or not signer.behalf:
        return [own]
    first, *between = signer.behalf
    if signer.basis == "an":
        return [f"a.n. {first}", own]
    return [f"a.n. {first}", *(f"{title}," for title in between), f"u.b. {own}"]


def _name(signer: Signer, titled: bool) -> str:
    """The name; in capitals its titles stay as written, "Drs. H. AHMAD FAUZAN, M.Si."."""
    words = [word if word in _AS_WRITTEN else word.upper() for word in signer.name.split()]
    name = " ".join(words) if signer.caps else signer.name
    if not titled or not signer.titled_name:
        return name
    return signer.titled_name.replace(signer.name, name, 1) if signer.name else signer.titled_name
