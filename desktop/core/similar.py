"""Which aspirations say the same: the words they share, and how near the rest is."""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Generic, TypeVar

import msgspec

from desktop.core.words import tokens

Key = TypeVar("Key")

_ENOUGH = 0.4
_SHOWN = 6
_TYPO = 82
_SHORTEST_TYPO = 5
_FEWEST = 3
"""Shared words are measured against at least so many: one common word is chance, not the same matter."""
_SAME = {
    "pju": ("lampu", "jalan"),
    "padam": ("mati",),
    "sdn": ("sd",),
    "smpn": ("smp",),
    "hp": ("telepon",),
    "handphone": ("telepon",),
    "akte": ("akta",),
    "selokan": ("got",),
    "elpiji": ("gas",),
    "lpg": ("gas",),
}
"""Words of one meaning, so that "PJU padam" and "lampu jalan mati" meet."""

_COMMON = """
ada adalah agar akan amat anda apa apakah atas atau bagaimana bagi bahwa baik banget bantu bantuan
banyak bapak beberapa belum benar berapa bila bisa boleh buat bukan bulan bupati cepat cuma dalam
dan dapat dari datang dengan desa di dia diadakan dibantu diberi dibuat dibuatkan dong dua dusun
guna hal hanya harap hari harus hingga ia ibu ingin ini itu jadi jangan jika juga kabupaten kalau
kali kami kapan karena kasih ke kecamatan kemarin kenapa kepada kita kok kurang lagi lain lalu lama
lebih lewat mana masih masuk mau melalui memang mereka minggu minta mohon mungkin nanti oleh orang
pada pak paling para perlu permohonan pernah rt rw saat saja sama sampai sana sangat saya sebab
sebagai sebelum secara sedang segera sehingga sejak sekali sekarang sekitar selalu selama seluruh
semoga semua seperti sering serta setelah setiap siang sini situ sore sudah supaya tahun tanggal
tapi telah tempat terhadap terima terlalu tersebut tetapi tiap tiba tidak tiga titik tolong untuk
usulan waktu warga ya yaitu yakni yang
"""
_STOP_WORDS = frozenset(_COMMON.split())


class Match(msgspec.Struct, Generic[Key], frozen=True):
    """Something that says nearly the same: whose `key`, how near (0 to 1), the shared words as a phrase."""

    key: Key
    score: float
    why: str


def words(text: str) -> frozenset[str]:
    """The words that carry a text's matter: no stop words, no bare numbers, endings like -nya gone."""
    return frozenset(_matter(text))


def score(a: str, b: str) -> tuple[float, list[str]]:
    """How near two texts are, 0 to 1, and the words they share in the order of the first.

    Half is how much of the shorter one's words the other has too (a letter apart still counts), half how much
    of both: a short complaint within a long one is near, two long ones that share a word are not.
    """
    return _score(list(dict.fromkeys(_matter(a))), words(b))


def similar(text: str, candidates: Iterable[tuple[Key, str]], limit: int) -> list[Match[Key]]:
    """The candidates that most likely say the same, best first.

    Args:
        text: what is being typed.
        candidates: key and text of earlier ones; which village and time they are from is the caller's choice.
        limit: how many at most.
    """
    found = _near(text, candidates)
    best = nsmallest(limit, enumerate(found), key=lambda pair: (-pair[1].score, pair[0]))
    return [match for _, match in best]


def _near(text: str, candidates: Iterable[tuple[Key, str]]) -> Iterator[Match[Key]]:
    mine = list(dict.fromkeys(_matter(text)))
    for key, other in candidates:
        nearness, shared = _score(mine, words(other))
        if nearness >= _ENOUGH:
            yield Match(key, nearness, "kata sama: " + ", ".join(shared[:_SHOWN]))


def _score(mine: list[str], theirs: frozenset[str]) -> tuple[float, list[str]]:
    shared = [word for word in mine if _among(word, theirs)]
    if not shared:
        return 0.0, []
    fewer = min(len(mine), len(theirs))
    covered = min(1.0, len(shared) / max(fewer, _FEWEST))
    common = min(1.0, 2 * len(shared) / (len(mine) + len(theirs)))
    return round((covered + common) / 2, 3), shared


def _matter(text: str) -> list[str]:
    same = (part for word in tokens(text) for part in _SAME.get(word, (word,)))
    return [word for word in same if len(word) > 1 and word not in _STOP_WORDS and not word.isdigit()]


def _among(word: str, others: frozenset[str]) -> bool:
    if word in others:
        return True
    if len(word) < _SHORTEST_TYPO:
        return False
    # Only asked while somebody types: 13 ms and 2 MiB that no start needs.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    return process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_TYPO) is not None
