"""What the benchmark of the window runs in processes of their own, on the program as it is."""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from desktop import prepare
from desktop.actions.surroundings import Surroundings, data_key_of
from desktop.app import build
from desktop.paths import Paths
from desktop.ui.application import Application
from desktop.ui.gate import Gate
from desktop.ui.models.paged import PagedModel
from desktop.ui.preload import Preload
from desktop.ui.start import begin
from tests.bench.measure import Figures, memory
from tests.bench.window_bare import painted, so_far, until

PASSPHRASE = "kata sandi uji"
PAGES = (
    *("triage", "aspirations", "visits", "answers", "incoming", "inbox", "letters", "today", "overview"),
    *("exchange", "district", "check", "settings", "help"),
)
HEAVY = (
    *("reportlab", "pikepdf", "PIL", "pillow_heif", "docx", "segno", "num2words", "uharfbuzz", "holidays"),
    *("phonenumbers", "rapidfuzz", "stdnum", "hypothesis", "platformdirs", "urllib.request", "ssl", "email"),
)
_WORDS = "lampu jalan depan pasar mati "
_BETWEEN, _LINES = 0.03, 8
_ROUNDS = 3


def start(begun: float, folder: str) -> Figures:
    """The program on a home: until the gate is painted, and from the data key until a row of a list is.

    Between them somebody types a passphrase and a key is derived, both of which take longer than what is
    loaded meanwhile; how long that takes is told.
    """
    qt, application = _program(folder)
    application.start()
    gate, preload = application.window.findChild(Gate), application.window.findChild(Preload)
    assert isinstance(gate, Gate)
    assert isinstance(preload, Preload)
    with painted(gate.line) as shown:
        until(qt, lambda: bool(shown))
    first = so_far(begun)
    heavy = [name for name in HEAVY if name in sys.modules]
    until(qt, lambda: preload.done)
    ready, seen = so_far(begun), _rows_painted()
    application.open(_key())
    until(qt, lambda: bool(seen))
    last = so_far(begun)
    figures = {name: first[name] + last[name] - ready[name] for name in ("seconds", "cpu")}
    gate_figures = {"gate": first["seconds"], "gate_cpu": first["cpu"], "heavy": heavy}
    meanwhile = {"ready": ready["seconds"] - first["seconds"], "ready_cpu": ready["cpu"] - first["cpu"]}
    application.stop()
    return figures | gate_figures | meanwhile | {"memory": last["memory"]}


def key_derivation(folder: str) -> Figures:
    """Seconds from the passphrase to the data key; the start leaves them out."""
    begun, busy = time.perf_counter(), time.process_time()
    data_key_of(Paths(Path(folder)).vault, PASSPHRASE)
    return {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - busy}


def pages(folder: str) -> Figures:
    """Milliseconds of opening every page, of opening it again, and of reading its list."""
    qt, application = _program(folder)
    application.window.show()
    application.open(_key())
    until(qt, lambda: application.window.page is not None)
    _settle(qt, application)
    window = application.window
    figures: Figures = {"first": {}, "again": {}, "read": {}, "behind": {}}

    def go(name: str) -> None:
        window.go(name)
        if window.page is not None:
            window.page.repaint()

    for name in PAGES:
        figures["first"][name] = _took(partial(go, name))
        figures["behind"][name] = _took(partial(_settle, qt, application))[0] / 1000
    figures["memory"] = memory()
    for name in PAGES:
        again, read = [], []
        for _ in range(_ROUNDS):
            go("help" if name != "help" else "settings")
            _settle(qt, application)
            again.append(_took(partial(go, name)))
            _settle(qt, application)
            read.append(_took(window.page.refresh if window.page else int))
            _settle(qt, application)
        figures["again"][name], figures["read"][name] = min(again), min(read)
    application.stop()
    return figures


def typing(folder: str, visit: str) -> Figures:
    """Milliseconds from a key to its letter, and from Enter to the new row, in the line of a visit."""
    qt, application = _program(folder)
    application.window.show()
    application.open(_key())
    until(qt, lambda: application.window.page is not None)
    application.window.go("visit", visit)
    _settle(qt, application)
    sheet: Any = vars(application.window.page)["sheet"]
    line = sheet.entry.line
    line.setFocus()
    keys: list[tuple[float, float]] = []
    enters, rows = [], []
    for turn in range(_LINES):
        for letter in _WORDS:
            keys.append(_pressed(qt, line, letter))
            _let(qt, _BETWEEN)
        begun = time.perf_counter()
        enters.append(_pressed(qt, line, "\r")[0])
        until(qt, partial(_holds, sheet.model, turn + 1))
        rows.append(1000 * (time.perf_counter() - begun))
        _let(qt, _BETWEEN)
    application.stop()
    return {"keys": keys, "enters": enters, "rows": rows}


def _pressed(qt: QApplication, line: QWidget, letter: str) -> tuple[float, float]:
    """Milliseconds from a key until the line has painted, and those of them that this thread worked."""
    # Not above: its import would be measured as part of the program's start.
    from PySide6.QtTest import QTest  # noqa: PLC0415

    with painted(line) as seen:
        begun, busy = time.perf_counter(), time.thread_time()
        QTest.keyClicks(line, letter)
        until(qt, lambda: bool(seen))
        return 1000 * (seen[0] - begun), 1000 * (time.thread_time() - busy)


def _holds(model: PagedModel, rows: int) -> bool:
    return model.rowCount() >= rows


def _program(folder: str) -> tuple[QApplication, Application]:
    """What ``python3 -m desktop`` builds before it shows its window."""
    prepare.start(prepare.RUNNING)
    app = build()
    qt = begin(app.catalogue.text("ui_program"))
    outside = Surroundings(Paths(Path(folder)), app.settings, _now, random.Random("window").randbytes)
    return qt, Application(qt, app, outside)


def _now() -> datetime:

    return datetime(2027, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def _key() -> bytes:
    return bytes(range(32))  # that of tests.bench.world, whose import would be measured


def _rows_painted() -> list[float]:
    """Moments at which a row of a list was painted, from now on."""
    seen: list[float] = []
    # The gate loads no list.
    from desktop.ui.widgets import table  # noqa: PLC0415

    before = table.RowPainter.paint

    def paint(painter: table.RowPainter, *arguments: Any) -> None:
        before(painter, *arguments)
        view = painter.parent()
        # Not that of the list which is painted behind the gate for nobody.
        if isinstance(view, QWidget) and view.isVisible():
            seen.append(time.perf_counter())

    vars(sys.modules[table.__name__])["RowPainter"].paint = paint
    return seen


def _let(qt: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        qt.processEvents()
        time.sleep(0.001)


def _settle(qt: QApplication, application: Application) -> None:
    """Until the work behind the window is done and shown."""
    ended: list[bool] = []
    assert application.background is not None
    application.background.run(lambda _session: None, lambda _answer: ended.append(True))
    until(qt, lambda: bool(ended))
    _let(qt, 0.01)


def _took(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds, and those of them that this thread had the processor."""
    begun, busy = time.perf_counter(), time.thread_time()
    call()
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - busy)
