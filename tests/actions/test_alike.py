"""Which aspirations are offered as the same: by words, by visit and RT, by what somebody types."""

from pathlib import Path

from desktop.actions.alike import alike, alike_by_word
from desktop.actions.aspiration_lists import show_aspiration
from tests.actions.homes import District, record


def test_the_same_rt_of_a_visit_comes_before_the_rest_of_it(tmp_path: Path) -> None:
    district = District(tmp_path)
    desk = district.home("setda", "coordinator", "officer")
    one, far, near, worded = record(
        desk,
        {"text": "Jalan berlubang parah depan masjid", "place": {"rt": "3"}},
        {"text": "Listrik padam", "place": {"rt": "1"}},
        {"text": "Aspal bolong", "place": {"rt": "03"}},
        {"text": "Jalan depan masjid berlubang", "place": {"rt": "7"}},
    )
    found = [(item["code"], item["near"]) for item in alike(desk, one)["alike"]]
    assert found == [(worded, "words"), (near, "rt"), (far, "visit")]
    identity = show_aspiration(desk, one)["id"]
    assert [item["code"] for item in alike_by_word(desk, "aspal", identity, 5)] == [near]
    assert alike_by_word(desk, one, identity, 5) == []
    district.close()
