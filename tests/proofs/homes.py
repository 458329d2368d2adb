"""What the proofs share: homes with a passphrase, the real command line, dumps of what a home holds."""

import contextlib
import functools
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PIL import Image

from desktop.app import App, build
from desktop.cli.commands import main
from desktop.cli.passphrases import VARIABLE
from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.engine import Store, open_store
from desktop.store.vault import PRACTICE, create_vault
from tests.journeys.homes import DATA_KEY, Files, copied, files_of, put_back

PASSPHRASE = "sandi latihan bukti"
RECOVERY = b"R" * 32
NOW = "2026-11-22T09:00:00+08:00"
CAST = ("induk", "officer", "officer2", "pupr", "dinkes")
# What may come and go beside the database without anything having been done (sync.md 4).
PASSING = ("-wal", "-shm", "lock", "technical.log")


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command gave: exit code, both outputs, and the JSON document if there is one."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@functools.cache
def parts() -> App:
    return build()


def run(home: Path | None, *words: str | Path, passphrase: str = PASSPHRASE, at: str | None = NOW) -> Ran:
    """One command through the real entry of the command line, in this process."""
    out, err = io.StringIO(), io.StringIO()
    given = [] if home is None else ["--home", str(home)]
    if at:
        given += ["--at", at]
    secret = patch.dict(os.environ, {VARIABLE: passphrase})
    with secret, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*map(str, words), *given], parts(), lambda *_: 0)
    return Ran(code, out.getvalue(), err.getvalue())


def done(home: Path, *words: str | Path, at: str = NOW) -> Any:
    """The JSON document of a command that must go well."""
    ran = run(home, *words, "--json", at=at)
    assert ran.code == 0, (words, ran.out, ran.err)
    return ran.data


def district(folder: Path, cast: Sequence[str] = CAST) -> dict[str, Path]:
    """Closed homes of a small district, all opened by `PASSPHRASE`: name → folder."""
    for name, kept in _homes(tuple(cast)).items():
        put_back(folder / name, kept)
    return {name: folder / name for name in cast}


@functools.cache
def _homes(cast: tuple[str, ...]) -> dict[str, Files]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        copied(folder, cast=cast).close()
        for name in cast:
            give_passphrase(Paths(folder / name))
        return {name: files_of(folder / name) for name in cast}


def give_passphrase(paths: Paths) -> None:
    create_vault(paths.vault, PASSPHRASE, RECOVERY, DATA_KEY, cost=PRACTICE)


def photo(path: Path, colour: int = 0, comment: bytes = b"") -> Path:
    """A real photo; the comment is what a camera may have written into it."""
    image = Image.effect_noise((64, 48), 40 + colour)
    image.save(path, "JPEG", comment=comment)
    return path


def visit_file(folder: Path, visit: dict[str, Any]) -> Path:
    path = folder / "kunjungan.json"
    path.write_text(json.dumps(visit, ensure_ascii=False), encoding="utf-8")
    return path


def dump(home: Path, *, without: Sequence[str] = ()) -> dict[str, str]:
    """Table → hash of its rows, read by the data key; `without` names columns (table.column) left out."""
    with open_store(Paths(home), DATA_KEY) as store:
        return dump_store(store, without=without)


def dump_store(store: Store, *, without: Sequence[str] = ()) -> dict[str, str]:
    found = {"version": str(store.connection.execute("PRAGMA user_version").fetchone()[0])}
    names = store.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
    ).fetchall()
    for (name,) in names:
        columns = [row[1] for row in store.connection.execute(f"PRAGMA table_info({name})").fetchall()]
        kept = ", ".join(column for column in columns if f"{name}.{column}" not in without)
        rows = store.connection.execute(f"SELECT {kept} FROM {name}").fetchall()
        found[name] = hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
    return found


def files(home: Path) -> list[str]:
    """Every file of a home by name, but those that come and go."""
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and not path.name.endswith(PASSING)
    )


def state(home: Path) -> tuple[list[str], dict[str, str]]:
    """The set of files and the logical dump: what a refusal must leave as it was (sync.md 4)."""
    return files(home), dump(home)


def complains(ran: Ran, code: int, *, about: str) -> None:
    """One sentence and its next step, out of the catalogue, on stderr."""
    assert ran.code == code, (ran.out, ran.err)
    assert "Traceback" not in ran.err
    *_, said, step = ran.err.strip().split("\n")
    message, hint = sentence_of(about)
    assert same(said, message), (said, message)
    assert same(step, hint), (step, hint)


def sentence_of(code: str) -> tuple[str, str]:
    """As the catalogue has it, placeholders and all."""
    message, hint = parts().catalogue.sentence(UserError(code))
    assert message != code, "a sentence of the catalogue"
    assert hint, "a next step"
    return message, hint


def same(said: str, sentence: str) -> bool:
    """Whether this was said, whatever its placeholders were filled with."""
    pieces = [piece.partition("}")[2] if place else piece for place, piece in enumerate(sentence.split("{"))]
    return all(piece in said for piece in pieces)
