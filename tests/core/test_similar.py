"""Which aspirations say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.similar import score, similar, words

LAMP = "lampu jalan depan SD mati sudah 2 bulan"
OTHERS = [
    (1, "jembatan gantung lapuk, anak sekolah takut"),
    (2, "PJU depan SDN padam"),
    (3, "pupuk subsidi tidak datang musim ini"),
    (4, "Lampu penerangan jalan di depan SD mati, tolong diperbaiki"),
]
SENTENCES = st.lists(
    st.sampled_from(["lampu", "jalan", "mati", "sekolah", "pupuk", "air", "banjir", "yang", "di", "ada"])
).map(" ".join)


def test_words_carry_the_matter() -> None:
    assert words("Tolong lampunya di jalan kami, sudah 2 bulan MATI!") == {"lampu", "jalan", "mati"}
    assert words("") == frozenset()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LAMP, "PJU depan SD padam"),
        ("jalan berlubang di RT 3", "jln rusak berlobang depan masjid"),
        ("sampah menumpuk di pasar", "tumpukan sampah pasar bau"),
        ("pupuk subsidi tidak datang", "pupuk bersubsidi langka"),
        ("jembatan gantung lapuk", "jembatn gantung sudah lapuk dan berbahaya"),
    ],
)
def test_the_same_matter_in_other_words_is_near(a: str, b: str) -> None:
    assert score(a, b)[0] >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("jalan ke kebun becek", "jalan depan pasar berlubang"),
        ("KTP anak saya belum jadi", "anak sekolah butuh bus"),
    ],
)
def test_one_common_word_is_not_the_same_matter(a: str, b: str) -> None:
    assert score(a, b)[0] < 0.4


def test_similar_ones_come_best_first_with_their_words() -> None:
    found = similar(LAMP, OTHERS, 5)
    assert [match.key for match in found] == [2, 4]
    assert found[1].why == "kata sama: lampu, jalan, depan, sd, mati"
    assert [match.key for match in similar(LAMP, OTHERS, 1)] == [2]


def test_equals_keep_their_order() -> None:
    assert [match.key for match in similar(LAMP, [("b", LAMP), ("a", LAMP)], 2)] == ["b", "a"]


@given(SENTENCES, SENTENCES)
def test_a_score_lies_between_nothing_and_all(a: str, b: str) -> None:
    near, shared = score(a, b)
    assert 0 <= near <= 1
    assert bool(near) == bool(shared)
    assert set(shared) <= words(a)
    assert score(b, a)[0] == pytest.approx(near)


@given(SENTENCES)
def test_a_text_is_nearest_to_itself(text: str) -> None:
    if len(words(text)) >= 3:
        assert score(text, text)[0] == 1


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_texts_can_be_compared(a: str, b: str) -> None:
    assert 0 <= score(a, b)[0] <= 1
