"""Every page of every desk: names for who cannot see, an order to walk in, no word cut or untranslated."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions import assignments
from desktop.actions.visits import add_visit
from desktop.catalogue import Catalogue
from desktop.paths import TRANSLATIONS
from desktop.ui.application import Application
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import COMMON, DESKS
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided
from tests.actions.homes import District, record, visit
from tests.ui.conftest import Opener

PASSPHRASE = "kata sandi uji"
HOMES = {"officer": "petugas", "coordinator": "setda", "agency": "pupr"}
PAGES = [(desk, name) for desk, names in DESKS.items() for name in (*names, *COMMON)]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
SIZE = QSize(1366, 768)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Closed homes of three desks with a little in them."""
    folder = tmp_path_factory.mktemp("desks")
    district = District(folder)
    setda, pupr = district.home("setda", "coordinator"), district.home("pupr", "agency:PUPR")
    petugas = district.home("petugas", "officer")
    rows = [{"text": f"lampu jalan nomor {number} mati", "urgency": "segera"} for number in range(3)]
    add_visit(petugas, visit(*rows), Path())
    assignments.assign(setda, record(setda, {"text": "jembatan retak"}, {"text": "drainase"}), "PUPR")
    record(setda, {"text": "jalan rusak di depan pasar"})
    district.carry(setda, pupr)
    district.carry(petugas, setda)
    district.close()
    return folder


@pytest.fixture(params=list(HOMES))
def desk(request: pytest.FixtureRequest, homes: Path, open_window: Opener, qtbot: QtBot) -> Application:
    application = open_window(homes / HOMES[request.param], PASSPHRASE)
    application.window.resize(SIZE)
    return application


def pages(application: Application) -> Iterator[str]:
    """Opens each page of the rail in turn."""
    rail = application.window.rail
    assert rail is not None
    for name in rail.names():
        application.window.go(name)
        settle(application)
        yield name


def settle(application: Application) -> None:
    """Until what the page asked for in the background is shown and laid out."""
    assert application.background is not None
    waiting = QEventLoop()
    application.background.run(lambda _session: None, lambda _answer: waiting.quit())
    waiting.exec()
    for _ in range(3):
        QApplication.processEvents()


def shown(application: Application, kind: type | tuple[type, ...]) -> list[QWidget]:
    page = application.window.page
    assert page is not None
    found = page.findChildren(QWidget)
    return [one for one in found if isinstance(one, kind) and one.isVisible() and one.parent() is not None]


def outer(widget: QWidget) -> QWidget:
    """The control a part of Qt's own belongs to."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractItemView):
            widget = above
        above = above.parentWidget()
    return widget


def test_every_control_has_a_name(desk: Application) -> None:
    bare = [
        f"{name}: {type(one).__name__}"
        for name in pages(desk)
        for one in shown(desk, CONTROLS)
        if outer(one) is one and not one.accessibleName()
    ]
    assert bare == []


def test_no_word_is_cut(desk: Application) -> None:
    cut = []
    for name in pages(desk):
        for one in shown(desk, QLabel):
            assert isinstance(one, QLabel)
            if isinstance(one, Elided) or one.wordWrap() or not one.text():
                continue
            if one.width() < one.sizeHint().width() - 1:
                cut.append(f"{name}: {one.text()[:40]}")
        for button in shown(desk, Button):
            if button.width() < button.sizeHint().width() - 1:
                cut.append(f"{name}: {button.accessibleName()}")
    assert cut == []


def test_no_page_widens_the_window(desk: Application) -> None:
    wide = []
    for name in pages(desk):
        page = desk.window.page
        assert page is not None
        needs = page.minimumSizeHint()
        room = page.size()
        if needs.width() > room.width() or needs.height() > room.height():
            wide.append(f"{name}: {needs.width()}x{needs.height()} of {room.width()}x{room.height()}")
    assert wide == []
    assert desk.window.size() == SIZE


def test_tab_goes_in_the_order_one_reads(desk: Application) -> None:
    wrong = []
    for name in pages(desk):
        page = desk.window.page
        assert page is not None
        stops = [one for one in in_layout(page) if is_stop(one)]
        chain: list[QWidget] = []
        at: QWidget | None = page.nextInFocusChain()
        while at is not None and at is not page:
            if at in stops:
                chain.append(at)
            at = at.nextInFocusChain()
        if chain != stops:
            place = next(
                n for n, (one, other) in enumerate(zip(chain, stops, strict=False)) if one is not other
            )
            wrong.append(f"{name}: {told(chain[place])} before {told(stops[place])}")
    assert wrong == []


def is_stop(widget: QWidget) -> bool:
    wants = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(wants) and widget.isVisible() and widget.isEnabled() and outer(widget) is widget


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def in_layout(widget: QWidget) -> Iterator[QWidget]:
    """Every widget below in the order of the layouts: as one reads."""
    if isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
        yield from below(inside)
        return
    layout = widget.layout()
    if layout is not None:
        yield from laid(layout)
    else:
        children = [one for one in widget.children() if isinstance(one, QWidget) and one.isVisible()]
        for child in sorted(children, key=lambda one: (one.y(), one.x())):
            yield from below(child)


def below(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if not isinstance(widget, QComboBox | QAbstractItemView | QPlainTextEdit | QLineEdit):
        yield from in_layout(widget)


def laid(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (inner := item.widget()) is not None:
            yield from below(inner)
        elif (deeper := item.layout()) is not None:
            yield from laid(deeper)


class Marked(Catalogue):
    """Every sentence in brackets, so that whatever is shown without them is not from the catalogue."""

    def text(self, code: str, /, **values: object) -> str:
        return f"⟦{super().text(code, **values)}⟧"


# Keys, figures, dates, names of the practice district and of people: what no catalogue holds.
PLAIN = re.compile(
    r"[\d\W_]*|(Ctrl|Alt|Shift|Enter|Esc|F\d+|Spasi|Tab)([+ ].*)?|[A-Z]"
    r"|.*\b(Setda|Petugas|Pupr|Tanah Bumbu)\b.*"
    r"|.*\b(Januari|Jan|Nov|November|Des|Okt|Sen|Sel|Rab|Kam|Jum|Sab|Min)\b.*"
    r"|TB-.*|RT \d.*|[\d.,]+ (KB|MB|GB)"
)


def has_page(window: MainWindow) -> bool:
    return window.page is not None


def test_every_word_comes_from_the_catalogue(
    homes: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = Marked.load(TRANSLATIONS / "id")
    app = parts.App(marked, parts.build().settings, "0")
    foreign = []
    for home in HOMES.values():
        application = Application(qapp, app, app.surroundings(homes / home, None))
        application.start(PASSPHRASE)
        window = application.window
        qtbot.waitUntil(partial(has_page, window), timeout=20_000)
        for name in pages(application):
            for one in shown(application, (QLabel, QAbstractButton)):
                words = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
                if "⟦" not in words and not PLAIN.fullmatch(words) and words not in DATA:
                    foreign.append(f"{home} {name}: {words[:50]}")
        application.stop()
        application.window.close()
        application.window.deleteLater()
    assert sorted(set(foreign)) == []


HEARD = {*(f"lampu jalan nomor {number} mati" for number in range(3)), "jalan rusak di depan pasar"}
"""What citizens said in these homes."""

DATA = {
    *HEARD,
    *(f"“{words}”" for words in HEARD),
    *("Angsana", "Mantewe", "Balai Desa", "DPUPR", "Dishub", "PLN", "Dinas PUPR", "Inspektorat", "PUPR"),
    *("“jembatan retak”", "“drainase”", "jembatan retak", "drainase"),
}
