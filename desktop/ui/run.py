"""The window as it is started: on a home, or on the practice district."""

import os
from datetime import datetime
from pathlib import Path

from desktop.actions.parts import App
from desktop.ui.application import Application
from desktop.ui.start import begin, turn


def run(app: App, home: Path | None, at: datetime | None, passphrase: str) -> int:
    """Opens the window and stays until it is closed.

    Args:
        app: the parts of the program.
        home: the data folder; None = the platform's place.
        at: the clock stands still there, for practice.
        passphrase: given by file or environment; empty asks.

    Returns:
        exit code.
    """
    qt = begin(app.catalogue.text("ui_program"))
    application = Application(qt, app, app.surroundings(home, at))
    application.start(passphrase or None)
    code = turn(qt, application.on_crash)
    application.stop()
    return code


def run_demo(app: App, out: Path | None, command: list[str]) -> int:
    """Opens the window on the practice district, once a desk is chosen.

    Args:
        app: the parts of the program.
        out: an empty or new folder that keeps everything; None = one that goes when the window closes.
        command: what plays the story as a process of its own.

    Returns:
        exit code.
    """
    # Only the practice district needs its stage.
    from desktop.ui.demo import DemoRun  # noqa: PLC0415

    # The passphrase of the caller's own home is nothing to a made-up one.
    os.environ.pop("JEMPUTBOLA_PASSPHRASE", None)
    qt = begin(app.catalogue.text("ui_program"))
    demo = DemoRun(qt, app, out, command)
    demo.start()
    code = turn(qt, demo.on_crash)
    demo.stop()
    return code
