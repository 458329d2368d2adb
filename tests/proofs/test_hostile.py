"""Hostile input through the real command line: a sentence, a next step, the right code, nothing changed."""

from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.store.engine import open_store
from desktop.store.lock import HomeLock
from desktop.store.migrations import STEPS
from desktop.store.vault import unlock
from tests.journeys.homes import DATA_KEY
from tests.proofs.forgeries import HOSTILE, STRANGER, Post, moved, posted
from tests.proofs.homes import PASSPHRASE, complains, done, dump_store, files, run, state


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Post:
    """Nobody's: copied for those who use it."""
    return posted(tmp_path_factory.mktemp("pos"))


@pytest.fixture(scope="module")
def shared(first: Post, tmp_path_factory: pytest.TempPathFactory) -> Post:
    """For files that change nothing."""
    return moved(first, tmp_path_factory.mktemp("pos"))


@pytest.fixture
def post(first: Post, tmp_path: Path) -> Post:
    return moved(first, tmp_path)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file(name: str, shared: Post) -> None:
    make, code = HOSTILE[name]
    path, home = make(shared), shared.homes["induk"]
    before = state(home)
    told = run(home, "import", path, "--json")
    complains(told, 3, about=code)
    assert told.data["files"][0]["error"]["code"] == code
    if code not in ("number_reused", "file_other_desk"):
        complains(run(home, "inspect", path), 3, about=code if code != "not_to_import" else "not_to_inspect")
    assert state(home) == before
    done(home, "check")


def test_the_forger_can_also_be_honest(post: Post) -> None:
    """The control: what the forged files are made of would be taken in."""
    taken = done(post.homes["induk"], "import", post.forge("jujur", number=1))["files"][0]
    assert (taken["result"], taken["refused"]) == ("taken", [])
    assert taken["new"] > 0


def test_the_same_file_again_is_nothing_new(post: Post) -> None:
    done(post.homes["induk"], "import", post.real)
    before = state(post.homes["induk"])
    again = done(post.homes["induk"], "import", post.real)["files"][0]
    assert (again["result"], again["new"]) == ("nothing_new", 0)
    assert state(post.homes["induk"]) == before


def test_an_agency_takes_nothing_from_an_officer(post: Post) -> None:
    recipients = [post.keys["officer"].recipient, post.keys["pupr"].recipient]
    path = post.forge("langsung", to="agency:PUPR", recipients=recipients)
    before = state(post.homes["pupr"])
    complains(run(post.homes["pupr"], "import", path), 3, about="sender_not_for_you")
    assert state(post.homes["pupr"]) == before


def test_a_strangers_file_waits_and_counts_for_nothing(post: Post) -> None:
    """Held back is no refusal: exit 0, the file kept sealed, and its number is free for the real one."""
    post.keys["officer"], mine = STRANGER, post.keys["officer"]
    path = post.forge("asing", number=1, recipients=[STRANGER.recipient, post.keys["induk"].recipient])
    post.keys["officer"] = mine
    home = post.homes["induk"]
    before = state(home)[1]
    assert done(home, "import", path)["files"][0]["result"] == "quarantined"
    after = state(home)[1]
    assert {table for table in before if before[table] != after[table]} <= {"quarantined", "writer"}
    assert done(home, "import", post.real)["files"][0]["result"] == "taken"


def test_the_wrong_passphrase(post: Post) -> None:
    for name, words in (("officer", ["visit", "list"]), ("induk", ["import", str(post.real)])):
        before = state(post.homes[name])
        complains(run(post.homes[name], *words, passphrase="bukan sandinya"), 4, about="passphrase_wrong")
        assert state(post.homes[name]) == before


def test_the_wrong_voice_code(post: Post) -> None:
    induk, wrong = post.homes["induk"], "12345 12345 12345 12345"
    done(induk, "pack", "export", "--out", post.folder / "a.jbpack")
    fresh = post.folder / "baru"
    made = run(fresh, "init", "--desk", "officer", "--name", "Rini", "--practice")
    assert made.code == 0, made.err
    before = state_of_keyless(fresh)
    ran = run(fresh, "pack", "import", post.folder / "a.jbpack", "--code", wrong, at=None)
    complains(ran, 3, about="voice_code_wrong")
    assert state_of_keyless(fresh) == before
    request = run(fresh, "request", "--out", post.folder / "a.jbreq", at=None)
    assert request.code == 0, request.err
    before_induk = state(induk)
    complains(run(induk, "accept", post.folder / "a.jbreq", "--code", wrong), 3, about="voice_code_wrong")
    assert state(induk) == before_induk


def state_of_keyless(home: Path) -> tuple[list[str], dict[str, str]]:
    """The same of a home that has its own data key."""
    with open_store(Paths(home), unlock(Paths(home).vault, PASSPHRASE)) as store:
        return files(home), dump_store(store)


def test_a_newer_database(post: Post) -> None:
    home, newer = post.homes["officer"], STEPS[-1].number + 1
    with open_store(Paths(home), DATA_KEY) as store:
        store.connection.execute(f"PRAGMA user_version = {newer}")
    before = state(home)
    for words in (["visit", "list"], ["export", "--to", "coordinator", "--out", str(post.folder / "x")]):
        complains(run(home, *words), 3, about="database_newer")
    assert state(home) == before
    assert not (post.folder / "x").exists()


def test_a_home_in_use(post: Post) -> None:
    home = post.homes["induk"]
    before = state(home)
    with HomeLock(Paths(home).lock):
        complains(run(home, "import", post.real), 3, about="home_in_use")
        complains(run(home, "backup", "--out", post.folder / "b"), 3, about="home_in_use")
    assert state(home) == before
    assert not (post.folder / "b").exists()
