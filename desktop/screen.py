"""Whether there is a screen for a window, and what Qt needs of the system to draw on it."""

import ctypes
import os
import sys

from desktop import prepare

# Library → Debian package. Wheels of Qt bring everything but these.
_ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_NO_SCREEN = ("offscreen", "minimal")


def there() -> bool:
    """Whether a window can be shown; over SSH and in a console it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    wished = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wished:
        return wished not in _NO_SCREEN
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_ready() -> None:
    """Sees to it that Qt finds its system libraries; without them it would end with a core dump.

    Raises:
        prepare.Stop: ``prepare_no_window_libraries`` with the line that installs them.
    """
    if not sys.platform.startswith("linux"):
        return
    packages = missing()
    if packages and not (os.path.exists("/etc/debian_version") and prepare.install_system(packages)):
        raise prepare.Stop("prepare_no_window_libraries", line=prepare.debian_line(packages))


def missing() -> "list[str]":
    """Debian packages of the libraries that are not here."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    wayland = bool(os.environ.get("WAYLAND_DISPLAY")) and not asked.startswith("xcb")
    wanted = _ALWAYS if wayland else {**_ALWAYS, **_X11}
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
