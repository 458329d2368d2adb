"""``--documents``: prints every document, pictures its pages, and says in an index what was found."""

import argparse
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf

from reports.document import Document
from tests.gallery.exhibits import Exhibit, exhibits
from tests.reports.archive import claims_access, faults
from tests.reports.paper import load_press

PICTURED = 6
"""Pages of a document that are pictured, beside its last."""

_DPI = 80
_SIGNS = 40
_HEAD = """# Documents

Each as on an ordinary day (normal), very long, strange (other scripts, markup, invisible signs) and empty.

| Document | Kind | Pages | Signs without a glyph | Faults | Pictures |
|---|---|---|---|---|---|
"""


class Shown(NamedTuple):
    """What the index says of one."""

    exhibit: Exhibit
    file: Path
    document: Document
    faults: list[str]
    pictures: list[Path]


def hang(folder: Path) -> list[Shown]:
    """Prints all into a folder, made if it is missing; files of an earlier run are replaced.

    Raises:
        FileNotFoundError: `pdftoppm` is not installed.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    press = load_press()
    shown = []
    for exhibit in exhibits().values():
        document = exhibit.printed(press)
        file = folder / f"{exhibit.name}.{'docx' if exhibit.docx else 'pdf'}"
        file.write_bytes(document.data)
        found = _broken_zip(document.data) if exhibit.docx else faults(document.data)
        if not exhibit.docx and not claims_access(document.data):
            found.append("does not claim PDF/UA-1")
        shown.append(Shown(exhibit, file, document, found, list(_pictures(file, document))))
        print(f"{file.name}: {document.pages} pages, {len(found)} faults", flush=True)
    (folder / "index.md").write_text(_HEAD + "".join(map(_line, shown)), encoding="utf-8")
    return shown


def _broken_zip(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        broken = file.testzip()
    return [f"{broken} is damaged"] if broken else []


def _pictures(file: Path, document: Document) -> Iterator[Path]:
    """The first pages and the last; those of a DOCX only where LibreOffice is installed."""
    for old in file.parent.glob(f"{file.stem}-[0-9]*.png"):
        old.unlink()
    pdf, pages = file, document.pages
    if file.suffix == ".docx":
        if not shutil.which("soffice"):
            return
        pdf = _converted(file)
        with pikepdf.open(pdf) as opened:
            pages = len(opened.pages)
    wanted = [*range(1, min(pages, PICTURED) + 1), *([pages] if pages > PICTURED else [])]
    for page in wanted:
        target = file.with_name(f"{file.stem}-{page:02}")
        options = ["-r", str(_DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *options, str(pdf), str(target)], check=True, stderr=subprocess.DEVNULL)
        yield target.with_name(f"{target.name}.png")
    if pdf != file:
        shutil.rmtree(pdf.parent)


def _converted(file: Path) -> Path:
    """What LibreOffice makes of a DOCX, in a folder of its own."""
    out = file.with_name(f".{file.stem}")
    home = f"-env:UserInstallation={(out / 'home').resolve().as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return out / f"{file.stem}.pdf"


def _line(one: Shown) -> str:
    missing = "; ".join(f"{field}: {' '.join(signs[:_SIGNS])}" for field, signs in one.document.missing)
    pictures = " ".join(f"[{path.stem.rpartition('-')[2]}]({path.name})" for path in one.pictures)
    cells = (
        f"[{one.exhibit.document}]({one.file.name})",
        one.exhibit.kind,
        str(one.document.pages or "-"),
        missing or "none",
        "<br>".join(one.faults) or "none",
        pictures,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 if a document has faults."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.gallery --documents")
    parser.add_argument("folder", type=Path)
    shown = hang(parser.parse_args(arguments).folder)
    faulty = [one.exhibit.name for one in shown if one.faults]
    print(f"{len(shown)} documents, {sum(one.document.pages for one in shown)} pages")
    print("faults: " + ", ".join(faulty) if faulty else "no faults")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
