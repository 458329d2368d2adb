"""Routing by keywords: the right desk for village sentences, with the words that say so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.pack import Agency, Category, read_agencies, read_categories
from desktop.core.routing import Router, suggest

RESOURCES = Path(__file__).parents[2] / "resources"
AGENCIES = read_agencies((RESOURCES / "routing.csv").read_text(encoding="utf-8"))
CATEGORIES = read_categories((RESOURCES / "categories.csv").read_text(encoding="utf-8"))
ROUTER = Router(AGENCIES, CATEGORIES)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("lampu jalan depan SD mati sudah 2 bulan", "DISHUB"),
        ("jembatan gantung lapuk, anak sekolah takut lewat", "PUPR"),
        ("pupuk subsidi tidak datang musim ini", "DISTAN"),
        ("jln ke kebun berlobang, sawit tidak bisa keluar", "PUPR"),
        ("sinyal HP tidak ada di dusun kami", "DISKOMINFO"),
        ("bidan desa jarang di tempat", "DINKES"),
        ("PKH saya berhenti padahal masih susah", "DINSOS"),
        ("KTP anak saya belum jadi", "DISDUKCAPIL"),
        ("listrik sering padam malam hari", "PLN"),
        ("solar untuk nelayan susah didapat", "DISKAN"),
        ("gas melon langka dan mahal", "DISKOP"),
        ("atap sekolahnya bocor", "DISDIK"),
        ("rumah nenek hampir roboh, minta bedah rumah", "DISPERKIM"),
        ("ada pungli urus surat tanah", "INSPEKTORAT"),
        ("jalan nasional berlubang di km 120", "PUSAT_PU"),
        ("sampah menumpuk di pasar", "DLH"),
        ("suami memukul istri", "DP3A"),
    ],
)
def test_village_sentences_find_their_desk(text: str, agency: str) -> None:
    best = ROUTER.suggest(text, None)[0]
    assert best.agency == agency
    assert best.words
    assert best.reason.startswith('kata "')


def agency(code: str, keywords: str, ambiguous: str = "") -> Agency:
    return Agency(
        code, code, code, keywords=keywords.split(";"), ambiguous=ambiguous.split(";") if ambiguous else []
    )


def test_the_longest_phrase_wins() -> None:
    router = Router([agency("LAMP", "lampu jalan"), agency("ROAD", "jalan"), agency("POWER", "lampu")], [])
    assert [found.agency for found in router.suggest("lampu jalan mati", None)] == ["LAMP"]
    assert [found.agency for found in router.suggest("lampu di jalan, lampu rumah", None)] == [
        "LAMP",
        "POWER",
    ]


def test_a_landmark_only_says_where() -> None:
    router = Router([agency("SCHOOL", "sekolah"), agency("LAMP", "lampu")], [])
    found = router.suggest("sekolah itu rusak", None)[0].confidence
    where = router.suggest("depan sekolah, lampu", None)
    assert [one.agency for one in where] == ["LAMP", "SCHOOL"]
    assert router.suggest("depan sekolah", None)[0].confidence < found


def test_two_words_are_met_with_two_others_between() -> None:
    router = Router([agency("ROAD", "jalan rusak")], [])
    near, far = router.suggest("jalan rusak", None)[0], router.suggest("jalan desa kami rusak", None)[0]
    assert far.words == near.words == ("jalan rusak",)
    assert far.confidence < near.confidence
    assert router.suggest("jalan di desa kami rusak", None) == []


def test_an_ambiguous_word_weighs_less_than_an_own_one() -> None:
    router = Router([agency("AAA", "x", "air"), agency("ZZZ", "keruh")], [])
    assert [found.agency for found in router.suggest("air keruh", None)] == ["ZZZ", "AAA"]


def test_words_end_where_they_end() -> None:
    router = Router([agency("TAX", "PBB;kk")], [])
    assert router.suggest("kakek pbbx", None) == []
    assert router.suggest("(PBB)", None)[0].words == ("PBB",)


def test_the_category_speaks_when_no_word_does() -> None:
    found = suggest("tolong diperhatikan", "penerangan_jalan", AGENCIES, CATEGORIES)
    assert [(one.agency, one.reason) for one in found] == [("DISHUB", 'bidang "Penerangan jalan"')]
    assert suggest("tolong diperhatikan", None, AGENCIES, CATEGORIES) == []
    assert suggest("tolong diperhatikan", "apresiasi", AGENCIES, CATEGORIES) == []


def test_category_and_words_together_are_surer() -> None:
    alone, both = ROUTER.suggest("pju padam", None)[0], ROUTER.suggest("pju padam", "penerangan_jalan")[0]
    assert both.confidence > alone.confidence
    assert both.reason.endswith('; bidang "Penerangan jalan"')


def test_a_category_of_an_agency_not_in_the_pack_says_nothing() -> None:
    assert suggest("apa saja", "x1", [agency("AAA", "b")], [Category("x1", "X", "GONE")]) == []


def test_the_one_named_first_leads_among_equals() -> None:
    router = Router([agency("AAA", "sekolah"), agency("BBB", "jembatan")], [])
    assert router.suggest("jembatan ke sekolah", None)[0].agency == "BBB"
    assert router.suggest("sekolah dekat jembatan", None)[0].agency == "AAA"


@given(
    st.lists(
        st.sampled_from(
            ["jalan", "rusak", "lampu", "mati", "air", "sekolah", "pupuk", "di", "kami", "banjir"]
        )
    ),
    st.integers(1, 3),
)
def test_suggestions_are_few_ordered_and_never_certain(words: list[str], limit: int) -> None:
    found = ROUTER.suggest(" ".join(words), None, limit)
    sure = [one.confidence for one in found]
    assert len(found) <= limit
    assert sure == sorted(sure, reverse=True)
    assert all(0 < each < 1 for each in sure)
    assert sum(sure) < 1
    assert len({one.agency for one in found}) == len(found)


@given(st.text(max_size=200), st.none() | st.text(max_size=10))
def test_any_text_gets_an_answer(text: str, category: str | None) -> None:
    assert len(ROUTER.suggest(text, category)) <= 3
