"""What the tests of the blocks share: a sheet, and a printed page looked at as words, boxes and dots."""

import io
import re
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from PIL import Image
from reportlab.platypus import Flowable

from desktop.catalogue import Catalogue
from desktop.core.profile import Profile
from desktop.paths import COLOUR, DOCUMENTS, FONTS
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.signs import visible
from reports.style import MM

MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


class Box(NamedTuple):
    """A word in its place; points from the upper left of the page."""

    left: float
    top: float
    right: float
    bottom: float
    word: str


def load_press() -> Press:
    """All fonts, the colour profile and the words of documents."""
    fonts = {path.stem: path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))}
    return Press(fonts, COLOUR.read_bytes(), Catalogue.load(DOCUMENTS))


def new_sheet(press: Press, profile: Profile, paper: str = "a4", margin: float = 20) -> Sheet:
    return Sheet(press, profile, "Contoh", MOMENT, paper=paper, margins=(margin, margin, margin, margin))


def printed(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    return render(sheet, story, numbered=False).data


@lru_cache(maxsize=64)
def _read(pdf: bytes, how: str) -> str:
    """What pdftotext reads; once for all that look at one document."""
    command = ["pdftotext", how, "-", "-"]
    return subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()


def raw_words(pdf: bytes) -> str:
    """All words in the order they were drawn, a form feed after each page."""
    return _read(pdf, "-raw")


def words_of(pdf: bytes) -> str:
    """The same without white space, and without the direction marks that pdftotext adds itself."""
    return bare(visible(raw_words(pdf)))


def pages(pdf: bytes) -> list[str]:
    """The words of every page in the order they were drawn."""
    return raw_words(pdf).split("\f")[:-1]


def boxes(pdf: bytes) -> list[list[Box]]:
    """The words of every page and where they stand."""
    found = _read(pdf, "-bbox").split("<page ")[1:]
    return [
        [Box(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in _WORD.findall(page)]
        for page in found
    ]


def dots(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    """Every page in shades of gray; at 72 dpi a dot is a point."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(dpi), "-gray", str(path), str(Path(folder, "page"))]
        subprocess.run(command, check=True)
        return [Image.open(io.BytesIO(one.read_bytes())) for one in sorted(Path(folder).glob("page*"))]


def assert_within(pdf: bytes, margin: float = 20) -> None:
    """Nothing at all is drawn outside of margins of so many millimetres, seen at half a dot a point."""
    edge = int(margin * MM / 2)
    for image in dots(pdf, 36):
        inner = Image.new("L", (image.width - 2 * edge, image.height - 2 * edge), 255)
        image.paste(inner, (edge, edge))
        assert image.getextrema() == (255, 255)


def elements(pdf: bytes, role: str) -> list[Any]:
    """The elements of one role in the structure, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found: list[Any] = []

        def walk(node: Any) -> None:
            if isinstance(node, pikepdf.Array):
                for one in node:
                    walk(one)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                if str(node.S) == f"/{role}":
                    found.append(str(node.get("/Alt", "")))
                walk(node.get("/K", pikepdf.Array()))

        walk(file.Root.StructTreeRoot.K)
        return found


def bare(text: str) -> str:
    """Without white space, of which a PDF keeps no count."""
    return "".join(text.split())
