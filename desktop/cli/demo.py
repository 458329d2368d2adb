"""The demonstration: a made-up year in a real district, played by the real commands with real files."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions.parts import App
from desktop.cli.demo_acts import perform_all
from desktop.cli.demo_checks import Check, Holding, examine, letters_of, look
from desktop.cli.demo_stage import FAILED, Stage
from desktop.cli.demo_tale import COLUMNS, check_line, tale
from desktop.cli.output import Console, table
from desktop.errors import UserError

STORY = "cerita.md"


def run_demo(app: App, out: Path | None, as_json: bool) -> int:
    """Plays the practice district and tells what was made and where.

    Args:
        app: the parts of the program.
        out: an empty or new folder that keeps everything; None = a throw-away one.
        as_json: one JSON document instead of sentences.

    Returns:
        0, or 1 when a promise of the demonstration is broken.

    Raises:
        UserError: ``demo_out_full``, ``demo_out_file``, ``demo_disk``; ``demo_step`` (exit 1) when a command
            refuses what it should take.
    """
    console, begun = Console(as_json=as_json), time.monotonic()
    with _folder(out) as folder:
        stage = Stage(app, folder, console.aside)
        perform_all(stage)
        at = stage.chronicle[-1].at
        holdings, register = look(stage, at), letters_of(stage, at)
        checks = examine(stage, holdings, register, at)
        (folder / STORY).write_text(tale(stage, holdings, checks, register), encoding="utf-8")
    report = _report(stage, holdings, register, checks, round(time.monotonic() - begun, 1))
    if as_json:
        console.document(report)
    else:
        console.lines(_told(stage, report, checks))
    return 0 if report["ok"] else FAILED


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    """Where to play; a throw-away folder disappears again when the play is broken off."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="jemputbola-demo-")) if out is None else _kept(out)
    except OSError as error:
        raise UserError("demo_disk") from error
    try:
        yield folder
    except BaseException as problem:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, OSError):
            raise UserError("demo_disk") from problem
        raise


def _kept(out: Path) -> Path:
    folder = out.absolute()
    if folder.exists() and not folder.is_dir():
        raise UserError("demo_out_file", folder=out)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UserError("demo_out_full", folder=out)
    return folder


def _report(
    stage: Stage,
    holdings: Mapping[str, Holding],
    register: Mapping[str, Mapping[str, Any]],
    checks: Sequence[Check],
    seconds: float,
) -> dict[str, Any]:
    """The JSON document."""
    homes = [
        {
            **holding.row(),
            "owner": holding.person.name,
            "desk": holding.person.desk,
            "home": str(stage.home(home)),
            "passphrase_file": str(stage.passphrase_file(home)),
        }
        for home, holding in holdings.items()
    ]
    files = _files(stage)
    return {
        "ok": all(check.ok for check in checks),
        "folder": str(stage.folder),
        "story": str(stage.folder / STORY),
        "seconds": seconds,
        "ends": stage.chronicle[-1].at,
        "counts": {
            "visits": len(stage.visits),
            "aspirations": len(stage.codes),
            "homes": len(homes),
            "files": len(files),
            "lost": sum(file["lost"] for file in files),
            "letters": len(stage.letters),
            "papers": len(stage.papers),
        },
        "homes": homes,
        "files": files,
        "letters": _letters(stage, register),
        "papers": [asdict(paper) for paper in stage.papers],
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": check_line(stage, check)} for check in checks
        ],
    }


def _files(stage: Stage) -> list[dict[str, Any]]:
    """Every file that was made to travel."""
    return [
        {
            "label": parcel.label,
            "from": parcel.home,
            **{name: file[name] for name in ("path", "to", "sequence", "number", "events", "blobs", "bytes")},
            "lost": parcel.lost,
        }
        for parcel in stage.parcels.values()
        for file in parcel.files
    ]


def _letters(stage: Stage, register: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What was made, with the number and state each has at the end."""
    now = ("number", "state", "delivered")
    return [
        {"label": label, **made, **{name: register[made["id"]][name] for name in now}}
        for label, made in stage.letters.items()
    ]


def _told(stage: Stage, report: Mapping[str, Any], checks: Sequence[Check]) -> str:
    """The same for people."""
    broken = [check_line(stage, check) for check in checks if not check.ok]
    kept = stage.words.text("demo_checks_kept", count=len(checks))
    return "\n\n".join(
        [
            stage.words.text("demo_done", seconds=report["seconds"], **report["counts"]),
            table(stage.words, report["homes"], COLUMNS),
            "\n".join(broken) or kept,
            stage.words.text("demo_where", folder=stage.folder, story=report["story"]).strip("\n"),
        ]
    )
