"""What was typed comes back, whatever was typed."""

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.drafts import Draft, delete_draft, list_drafts, load_draft, save_draft
from desktop.store.engine import open_store
from tests.store.constants import KEY, WHEN
from tests.store.helpers import new_home

TYPED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_saved_loaded_listed_deleted(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        save_draft(store, "visit/2", {"text": "satu"}, WHEN)
        save_draft(store, "visit/1", {"text": "dua"}, WHEN)
        save_draft(store, "visit/1", {"text": "tiga"}, "2026-11-21T09:11:00+08:00")
        save_draft(store, "visit_%", [], WHEN)
    with open_store(paths, KEY) as store:
        first = Draft("visit/1", {"text": "tiga"}, "2026-11-21T09:11:00+08:00")
        assert load_draft(store, "visit/1") == first
        assert list_drafts(store, "visit/") == [first, Draft("visit/2", {"text": "satu"}, WHEN)]
        assert len(list_drafts(store)) == 3
        assert load_draft(store, "visit") is None
        assert delete_draft(store, "visit/1")
        assert not delete_draft(store, "visit/1")
        assert load_draft(store, "visit/1") is None


def test_a_draft_goes_with_the_transaction_that_enters_it(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        save_draft(store, "a", "kata", WHEN)
        with suppress(KeyError), store.transaction():
            assert delete_draft(store, "a")
            raise KeyError
        assert load_draft(store, "a") == Draft("a", "kata", WHEN)


def test_anything_typed_comes_back(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")

    @given(TYPED)
    def comes_back(body: object) -> None:
        save_draft(store, "a", body, WHEN)
        draft = load_draft(store, "a")
        assert draft is not None
        assert draft.body == body

    with store:
        comes_back()
