"""A demonstration that was played, and the ways tests look into its homes."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop.actions import opening
from desktop.actions.session import Session
from desktop.app import build
from desktop.cli.demo import run_demo
from desktop.core.canonical import decode
from tests.cli.calling import Result, run
from tests.demo import aspirations, load

END = datetime.fromisoformat("2026-11-20T17:00:00+08:00")
INDUK = "induk"


@dataclass
class Play:
    """A finished demonstration."""

    folder: Path
    result: Result
    _sessions: dict[str, Session] = field(default_factory=dict)

    @cached_property
    def report(self) -> Any:
        return self.result.json

    @cached_property
    def homes(self) -> dict[str, Any]:
        return {home["id"]: home for home in self.report["homes"]}

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Code of an SKPD → its home."""
        return {row["agency"]: row["id"] for row in load("people.json")["homes"] if "agency" in row}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Words of an aspiration as they were handed in → its code at the laptop induk, as "visit.index"."""
        by_text = {item["text"]: item["code"] for item in self.held(INDUK)}
        return {ref: by_text[row["text"]] for ref, row in aspirations().items()}

    def ask(self, home: str, *argv: str) -> Any:
        """What a command answers in one of the homes."""
        at = self.homes[home]
        return run("--home", at["home"], "--passphrase-file", at["passphrase_file"], "--json", *argv).json

    def held(self, home: str) -> list[Any]:
        """Every aspiration a home lists, restricted ones too."""
        found: list[Any] = self.ask(home, "aspiration", "list", "--limit", "500")["items"]
        found += self.ask(home, "aspiration", "list", "--where", "restricted=true")["items"]
        return found

    @contextmanager
    def session(self, home: str) -> Iterator[Session]:
        app, at = build(), self.homes[home]
        outside = app.surroundings(Path(at["home"]), END)
        session = opening.open_home(outside, Path(at["passphrase_file"]).read_text().strip())
        try:
            yield session
        finally:
            opening.close(session)

    def bodies(self, home: str) -> dict[bytes, str]:
        """Event id → its stored body as text: all that is known there, whatever the tables show."""
        with self.session(home) as session:
            rows = session.log.everything()
            return {one.event.id: json.dumps(decode(one.event.body), ensure_ascii=False) for one in rows}

    def files(self, *, lost: bool) -> list[Path]:
        return [Path(file["path"]) for file in self.report["files"] if file["lost"] is lost]


def played(folder: Path) -> Play:
    """A demonstration of its own, below a folder."""
    result = run("--demo", "--out", folder / "hasil", "--json", demo=run_demo)
    assert result.code == 0, result.err
    return Play(folder / "hasil", result)


def copied(common: Path, folder: Path) -> Play:
    """A copy of the one demonstration of this run of the tests, which whoever comes first has played.

    Args:
        common: the same for every process of the run.
        folder: gets the copy.
    """
    told = common / "demo.json"
    try:
        (common / "demo").mkdir()
    except FileExistsError:
        while not told.exists():  # until the time of the test is up, should the other one have failed
            time.sleep(0.2)
    else:
        result = played(common / "demo").result
        told.with_suffix(".new").write_text(json.dumps([result.out, result.err]), encoding="utf-8")
        told.with_suffix(".new").replace(told)
    shutil.copytree(common / "demo" / "hasil", folder / "hasil")
    out, err = json.loads(told.read_text(encoding="utf-8"))
    there, here = (json.dumps(str(path))[1:-1] for path in (common / "demo", folder))
    return Play(folder / "hasil", Result(0, out.replace(there, here), err))
