"""Killed at every step of `letter make`: register and files agree, no number twice, nothing half."""

from pathlib import Path

import pikepdf
import pytest

from desktop.actions import care, opening
from desktop.actions.letter_files import WAITING
from desktop.actions.letter_papers import printed_here
from desktop.actions.session import Session
from desktop.core.letters import DATA_NAME
from desktop.store import letters as shelf
from desktop.store.letters import Letter
from tests.proofs import victim
from tests.proofs.homes import dump_store
from tests.proofs.test_kill import Ready, assigned, killed_everywhere, opened, room

__all__ = ["room"]
ENDINGS = [".docx", ".jbola", ".pdf"]


def letters_of(session: Session) -> list[Letter]:
    rows = session.store.connection.execute("SELECT thing FROM letter ORDER BY thing").fetchall()
    return list(shelf.letters(session.store.connection, [thing for (thing,) in rows]).values())


def counted(session: Session, table: str, where: str = "1") -> int:
    (found,) = session.store.connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
    return int(found)


def out_of(left: Path) -> tuple[list[Path], list[Path]]:
    """What has a name that a clerk would carry away, and what waits for one."""
    found = sorted((left / "surat").iterdir()) if (left / "surat").exists() else []
    waiting = [path for path in found if path.name.startswith(".")]
    assert all(WAITING in path.name for path in waiting)
    return [path for path in found if path not in waiting], waiting


def agree(session: Session, left: Path) -> bool:
    """Whether the letter counts; then it counts whole, and if not there is no trace of it but in waiting."""
    opening.sweep(session)
    assert [one for one in care.check(session)["checks"] if not one["ok"]] == []
    letters, (named, waiting) = letters_of(session), out_of(left)
    wanted = [("letter", "1"), ("letter_paper", "1"), ("sent_file", "sequence = 'letter'")]
    counts = [counted(session, *one) for one in (*wanted, ("event", "kind = 'letter.issued'"))]
    assert counts in ([0] * 4, [1] * 4), counts
    if not letters:
        assert named == []
        return False
    [letter] = letters
    assert (letter.number, letter.values["serial"]) == ("B/1/400.10.2/UM/2026", 1)
    printed = printed_here(session, letter)
    assert printed is not None
    assert {path.stem for path in named} <= {printed.name}
    there = {path.name.removeprefix(".").removesuffix(WAITING) for path in (*named, *waiting)}
    assert sorted(Path(name).suffix for name in there) == ENDINGS, "each file, named or still waiting"
    pdf = printed.pdf(victim.press(), letter.number).data
    for path in (*named, *waiting):
        whole = {".pdf": pdf, ".jbola": printed.data}.get(Path(path.name.removesuffix(WAITING)).suffix)
        assert whole in (None, path.read_bytes()), path.name
    return True


@pytest.fixture
def ready(room: Path) -> Ready:
    made = Ready(room)
    assigned(made)
    return made


def test_killed_at_every_step_of_making_a_letter(ready: Ready, room: Path) -> None:
    folder = ready.begin("induk")
    with opened(folder / "home") as session:
        before = dump_store(session.store)
    [[*killed, _]] = killed_everywhere(("letter", folder))
    found, steps, repeated = [], [step for step, _ in killed], set()
    for step, left in killed:
        traces = frozenset(str(path.relative_to(left)) for path in left.rglob("*"))
        with opened(left / "home") as session:
            found.append(agree(session, left))
            assert found[-1] or dump_store(session.store) == before, step
        if (found[-1], traces) not in repeated:
            repeated.add((found[-1], traces))
            goes_on(left)
    assert found == sorted(found), "once made it stays made"
    assert 5 < found.count(False) < len(found), "both sides were met"
    named_steps(steps, found)


def named_steps(steps: list[str], found: list[bool]) -> None:
    """The dangerous moments were met: in the transaction, after COMMIT, between two names."""
    assert any(step.startswith("INSERT INTO letter_paper") for step in steps)
    commit = found.index(True)
    assert steps[commit - 1 : commit + 1] == ["before COMMIT", "COMMIT"]
    renamed = [step.split(" ", 1)[1] for step in steps[commit:] if step.startswith(("replace", "rename"))]
    assert sorted(Path(name).suffix for name in renamed) == ENDINGS


def goes_on(left: Path) -> None:
    """The next run finishes what was broken off; after it there is one letter, once, with all its files."""
    victim.run("letter", left, seed=8)
    with opened(left / "home") as session:
        assert agree(session, left)
        [letter] = letters_of(session)
        printed = printed_here(session, letter)
    named, waiting = out_of(left)
    assert waiting == []
    assert [path.suffix for path in named] == ENDINGS
    assert printed is not None
    with pikepdf.open(named[-1]) as pdf:
        assert list(pdf.attachments) == [DATA_NAME]
        carried = pdf.attachments[DATA_NAME].get_file().read_bytes()
    assert carried == printed.data == named[1].read_bytes()
