"""When the window opens instead of help, and what is said where Qt's libraries are missing."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop import __main__ as start
from desktop import prepare, screen
from desktop.app import build
from desktop.cli.commands import main
from desktop.errors import UserError
from tests.cli.calling import no_demo, run

Called = tuple[Path | None, datetime | None, str]


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "JEMPUTBOLA_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.parametrize(
    ("name", "value", "there"),
    [
        ("DISPLAY", ":0", True),
        ("WAYLAND_DISPLAY", "wayland-0", True),
        ("QT_QPA_PLATFORM", "offscreen", False),
        ("QT_QPA_PLATFORM", "vnc:size=800x600", True),
        ("DISPLAY", "", False),
    ],
)
def test_a_screen_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str, value: str, there: bool) -> None:
    monkeypatch.setenv(name, value)
    assert screen.there() is there


def test_missing_libraries_are_one_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(prepare, "install_system", lambda _packages: False)
    with pytest.raises(prepare.Stop) as caught:
        screen.make_ready()
    assert caught.value.code == "prepare_no_window_libraries"
    assert str(caught.value.values["line"]).endswith(" libegl1")


def test_x11_needs_more_than_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_loads", lambda _library: False)
    assert "libxcb-cursor0" in screen.missing()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libxcb-cursor0" not in screen.missing()


def test_nothing_asked_for_opens_the_window_where_there_is_one(tmp_path: Path) -> None:
    calls: list[Called] = []

    def window(home: Path | None, at: datetime | None, passphrase: str) -> int:
        calls.append((home, at, passphrase))
        return 7

    word = tmp_path / "sandi"
    word.write_text("kata sandi uji\n")
    argv = ["--home", str(tmp_path), "--passphrase-file", str(word)]
    assert main(argv, build(), no_demo, window) == 7
    assert calls == [(tmp_path, None, "kata sandi uji")]
    assert "--home" in run().out, "without a screen there is help"


def test_a_double_click_opens_the_window_without_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Called] = []

    def window(_app: object, home: Path | None, at: datetime | None, passphrase: str) -> int:
        opened.append((home, at, passphrase))
        return 0

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", "kuda batu")
    monkeypatch.setenv(prepare.SWITCH, "1")
    monkeypatch.setattr(sys, "argv", ["jemputbola"])
    monkeypatch.setattr(start, "_window", window)
    assert start.main() == 0
    assert opened == [(None, None, "kuda batu")]


def test_a_window_that_fails_says_so_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def window(*_told: object) -> int:
        raise UserError("home_in_use")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv(prepare.SWITCH, "1")
    monkeypatch.setattr(sys, "argv", ["jemputbola"])
    monkeypatch.setattr(start, "_window", window)
    assert start.main() == 3
    assert capsys.readouterr().err.startswith(build().catalogue.sentence(UserError("home_in_use"))[0])
