"""Import of 100,000 signed events: the log alone, and the whole of it, against what cannot be avoided."""

from pathlib import Path

from desktop.actions.intake import take_file
from desktop.actions.intake_events import Intake
from desktop.actions.session import Session
from desktop.sync.bundle import check_bundle, stream_bundle
from desktop.sync.verify import Verifier
from tests.bench import measure
from tests.bench.measure import Figures, Row, child, in_turns, middle, ratio, seconds, timed
from tests.bench.world import world

MANY, FEW = 100_000, 10_000
_IDLE_AIM = 60.0


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    fresh = map(str, (work / f"import{number}" for number in range(1000)))
    found = in_turns(
        {
            "limit": lambda: child("limits:of_import", count=MANY, folder=_made(next(fresh))),
            "log": lambda: child("bench_import:log", count=MANY, folder=next(fresh)),
            "whole": lambda: child("bench_import:whole", count=MANY, folder=next(fresh)),
            "few": lambda: child("bench_import:whole", count=FEW, folder=next(fresh)),
        }
    )
    limit = seconds(found["limit"])
    said = f"limit {middle(limit):.2f} s (verify {middle(seconds(found['limit'], 'verify')):.2f})"
    log, whole, few = (seconds(found[name]) for name in ("log", "whole", "few"))
    busy = {
        name: ratio(seconds(found[name], "cpu"), seconds(found["limit"], "cpu")) for name in ("log", "whole")
    }
    first = middle(seconds(found["log"], "first"))
    each = [one / MANY for one in whole]
    photos = child("bench_import:memory", watch=True, folder=next(fresh))
    return [
        Row(
            "import of 100,000: log alone / limit",
            ratio(log, limit),
            1.2,
            f"{middle(log):.2f} s, {said}; processor time {busy['log']:.2f}x",
        ),
        Row(
            "import of 100,000: whole / limit",
            ratio(whole, limit),
            1.6,
            f"{middle(whole):.2f} s, first pass {first:.2f} s of it; processor time {busy['whole']:.2f}x",
        ),
        Row(
            "import: an event at 100,000 / at 10,000",
            ratio(each, [one / FEW for one in few]),
            1.2,
            f"{1e6 * middle(each):.0f} µs / {1e6 * middle(few) / FEW:.0f} µs",
        ),
        Row(
            "import of 5,000 events and 200 photos, above idle",
            photos["above"],
            _IDLE_AIM,
            f"idle {photos['idle']:.0f} MiB; two workers beside it {photos['workers_mib']:.0f} MiB",
            "MiB",
        ),
    ]


def _made(folder: str) -> str:
    Path(folder).mkdir(parents=True)
    return folder


def log(count: int, folder: str) -> Figures:
    """Seconds of the second pass without folding: parse, check, hash, verify, insert, commit."""
    made = world()
    path = made.bundle(count)
    with made.receiver(Path(folder)) as session:
        first = timed(lambda: check_bundle(path, session.keys.age))
        checked = check_bundle(path, session.keys.age)

        def take() -> None:
            with Verifier(checked.manifest.counts.events) as verifier, session.store.transaction():
                intake = Intake(session, checked.sender, checked.signing_keys, verifier)
                stream_bundle(path, session.keys.age, checked, intake.lines, lambda name, data: None)
                intake.finish()
            if intake.tally.new != count:
                raise RuntimeError(f"not all taken: {intake.tally}")

        busy = measure.processor()
        return {"seconds": timed(take), "first": first, "cpu": measure.processor() - busy}


def whole(count: int, folder: str) -> Figures:
    """Seconds of an import as a person starts it: both passes, log, folding, search."""
    made = world()
    path = made.bundle(count)
    with made.receiver(Path(folder)) as session:
        busy = measure.processor()
        spent = timed(lambda: _take(session, path, count))
        return {"seconds": spent, "cpu": measure.processor() - busy}


def memory(folder: str) -> Figures:
    """MiB above idle of taking in 5,000 events with 200 photos."""
    made = world()
    path = made.bundle(5_000, photos=True)
    with made.receiver(Path(folder)) as session:
        idle = measure.memory()
        measure.forget_peak()
        _take(session, path, 5_000)
        return {"idle": idle, "above": measure.peak() - idle}


def _take(session: Session, path: Path, count: int) -> None:
    report = take_file(session, path)
    if report["new"] != count or report["held"]:
        raise RuntimeError(f"not all taken: {report}")
