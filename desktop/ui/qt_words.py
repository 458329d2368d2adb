"""Qt's own words in Indonesian: buttons, file dialog, menus of text fields. Qt ships none.

Built into a message file in memory, so that Qt looks them up without asking Python at each word.
"""

import struct
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE = 1, 3, 6
_LOCALES = {"id": "id_ID", "en": "en_GB"}


def speak(qt: QApplication, folder: Path, language: str) -> None:
    """Lets Qt speak a language, numbers and dates included.

    Args:
        qt: Qt's application.
        folder: of the translations; ``qt_<language>.toml`` holds Qt's English → ours.
        language: two letters.
    """
    QLocale.setDefault(QLocale(_LOCALES.get(language, "id_ID")))
    before = qt.findChild(QTranslator, "qt-words")
    if before is not None:
        qt.removeTranslator(before)
        before.deleteLater()
    translator = QtWords(folder / f"qt_{language}.toml", qt)
    qt.installTranslator(translator)


class QtWords(QTranslator):
    """Qt's sentences of one language.

    Args:
        path: TOML of English = ours; without a file Qt stays English.
        parent: keeps it.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("qt-words")
        # Qt keeps no copy of what it is given here.
        self.words, self._data = _read(path)
        self.load(self._data, str(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))


@cache
def _read(path: Path) -> tuple[Mapping[str, str], bytes]:
    words = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return words, message_file(words)


def message_file(words: Mapping[str, str]) -> bytes:
    """The bytes of a Qt message file (``.qm``) that translates these sentences in any context.

    The format is that of Qt's `qtranslator.cpp`: sections of tag, length and body; messages found by the
    ELF hash of the English. A message without a context answers for all.
    """
    bodies, hashes = bytearray(), list[tuple[int, int]]()
    for english, ours in words.items():
        source = english.encode()
        hashes.append((_hash(source), len(bodies)))
        text = ours.encode("utf-16-be")
        bodies += struct.pack(">BI", _TRANSLATION, len(text)) + text
        bodies += struct.pack(">BI", _SOURCE, len(source)) + source
        bodies.append(_END)
    table = b"".join(struct.pack(">II", *one) for one in sorted(hashes))
    sections = ((_HASHES, table), (_MESSAGES, bytes(bodies)))
    return _MAGIC + b"".join(struct.pack(">BI", tag, len(body)) + body for tag, body in sections)


def _hash(source: bytes) -> int:
    """The ELF hash as Qt takes it: never zero."""
    value = 0
    for byte in source:
        value = (value << 4) + byte
        high = value & 0xF0000000
        if high:
            value ^= high >> 24
        value &= ~high & 0xFFFFFFFF
    return value or 1
