"""Indonesian words as villagers type them: split, short forms written out, the ending -nya gone."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_STEM = 4

_SHORT_FORMS = {
    "jln": "jalan",
    "jl": "jalan",
    "jlan": "jalan",
    "jembtn": "jembatan",
    "lobang": "lubang",
    "berlobang": "berlubang",
    "skolah": "sekolah",
    "sklh": "sekolah",
    "pukesmas": "puskesmas",
    "puskemas": "puskesmas",
    "rmh": "rumah",
    "rmah": "rumah",
    "dpn": "depan",
    "blkg": "belakang",
    "tdk": "tidak",
    "tak": "tidak",
    "gak": "tidak",
    "ga": "tidak",
    "gk": "tidak",
    "nggak": "tidak",
    "ngga": "tidak",
    "enggak": "tidak",
    "kagak": "tidak",
    "blm": "belum",
    "blom": "belum",
    "sdh": "sudah",
    "udah": "sudah",
    "yg": "yang",
    "dgn": "dengan",
    "utk": "untuk",
    "krn": "karena",
    "dr": "dari",
    "dlm": "dalam",
    "sy": "saya",
    "org": "orang",
    "bnyk": "banyak",
    "kmrn": "kemarin",
    "tlg": "tolong",
    "tlong": "tolong",
    "mhn": "mohon",
    "dpt": "dapat",
    "ektp": "e ktp",
}


def tokens(text: str) -> list[str]:
    """The words of a text in order, lower case, short forms written out, without -nya."""
    said = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()
    found: list[str] = []
    for word in _WORD.findall(said):
        if written_out := _SHORT_FORMS.get(word):
            found += written_out.split()
        else:
            found.append(_without_ending(word))
    return found


def _without_ending(word: str) -> str:
    # Only -nya: -lah, -kah, -ku and the rest would bite into roots (sekolah, langkah, bangku).
    stem = word.removesuffix("nya")
    return stem if len(stem) >= _SHORTEST_STEM else word
