"""Phrases of letters: visits by day and village, earlier letters by whatever is known of them."""

from datetime import date

import pytest

from desktop.core.letters import Ref
from desktop.core.profile import Profile
from reports.letter_words import days_words, letters_words, places_words, visits_words
from reports.press import Press
from reports.sheet import Sheet
from tests.reports.samples_letters import MOMENT


@pytest.mark.parametrize(
    ("visits", "said"),
    [
        ([], ""),
        (
            ["2026-11-21 Desa Angsana, Kec. Angsana"],
            "tanggal 21 November 2026 di Desa Angsana, Kecamatan Angsana",
        ),
        (
            ["Desa Angsana, Kec. Angsana, 21 November 2026"],
            "tanggal 21 November 2026 di Desa Angsana, Kecamatan Angsana",
        ),
        (["Desa Angsana pada tanggal 21 November 2026"], "tanggal 21 November 2026 di Desa Angsana"),
        (["Desa Angsana (tanggal 21 November 2026)"], "tanggal 21 November 2026 di Desa Angsana"),
        (["2026-11-21"], "tanggal 21 November 2026"),
        (["2026-02-31 Desa A"], "di 2026-02-31 Desa A"),
        (
            [
                "2026-11-01 Desa A, Kec. Satui",
                "2026-11-21 Desa B, Kec. Satui",
                "2026-11-21 Desa A, Kec. Satui",
            ],
            "tanggal 1 s.d. 21 November 2026 di Desa A dan Desa B, Kecamatan Satui",
        ),
        (
            ["2025-12-30 Desa A, Kec. Satui", "2026-01-02 Desa B, Kec. U"],
            "tanggal 30 Desember 2025 s.d. 2 Januari 2026 di Desa A, Kecamatan Satui dan Desa B, Kecamatan U",
        ),
        (
            [f"2026-0{month}-05 Desa {month}, Kec. Satui" for month in range(1, 5)],
            "tanggal 5 Januari s.d. 5 April 2026 di 4 (empat) desa di Kecamatan Satui",
        ),
        (
            [f"Kelurahan {number}, Kec. {'AB'[number % 2]}" for number in range(12)],
            "di 12 (dua belas) kelurahan di 2 (dua) kecamatan",
        ),
        (["Desa A", "Desa B", "Desa C", "Kelurahan D"], "di 4 (empat) desa/kelurahan"),
    ],
)
def test_visits_in_words(press: Press, profile: Profile, visits: list[str], said: str) -> None:
    assert visits_words(Sheet(press, profile, "", MOMENT).words, visits) == said


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (Ref("B/1", "2026-10-02", "Hal X"), "surat kami Nomor B/1 tanggal 2 Oktober 2026 hal Hal X"),
        (Ref("", "2026-10-02", "Hal X"), "surat kami tanggal 2 Oktober 2026 hal Hal X"),
        (Ref("B/1", "", "Hal X"), "surat kami Nomor B/1 hal Hal X"),
        (Ref("B/1", "2026-10-02", ""), "surat kami Nomor B/1 tanggal 2 Oktober 2026"),
        (Ref("", "", "Hal X"), "surat kami hal Hal X"),
        (Ref("B/1", "", ""), "surat kami Nomor B/1"),
        (Ref("", "2026-10-02", ""), "surat kami tanggal 2 Oktober 2026"),
        (Ref(), "surat kami terdahulu"),
    ],
)
def test_earlier_letters_by_what_is_known(press: Press, profile: Profile, ref: Ref, said: str) -> None:
    assert letters_words(Sheet(press, profile, "", MOMENT).words, [ref]) == said


def test_nothing_known_says_nothing(press: Press, profile: Profile) -> None:
    words = Sheet(press, profile, "", MOMENT).words
    assert (days_words(words, []), places_words(words, []), letters_words(words, [])) == ("", "", "")
    assert days_words(words, [date(2026, 11, 21), date(2026, 11, 21)]) == "tanggal 21 November 2026"
