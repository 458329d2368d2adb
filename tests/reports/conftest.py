"""For the tests of documents: a press with all fonts, a district, and tools to read a PDF back."""

import re
import subprocess
import tempfile
from pathlib import Path

import pytest

from desktop.core.profile import Profile, Signer
from reports.press import Press
from reports.signs import visible
from tests.reports.paper import load_press


@pytest.fixture(scope="session")
def press() -> Press:
    """All fonts, the colour profile and the words of documents."""
    return load_press()


@pytest.fixture(scope="session")
def profile() -> Profile:
    """A district such as Tanah Bumbu."""
    return Profile(
        government="PEMERINTAH KABUPATEN TANAH BUMBU",
        region="Tanah Bumbu",
        lines=["Jalan Dharma Praja Nomor 1, Gunung Tinggi, Batulicin 72273"],
        seat="Batulicin",
        signers={"default": Signer(name="Contoh Sekretaris", title="SEKRETARIS DAERAH", rank="IV/c")},
    )


def raw_words(pdf: bytes) -> str:
    """What pdftotext reads, in the order it was drawn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        read = subprocess.run(
            ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
        )
    return read.stdout.decode("utf-8")


def words_of(pdf: bytes) -> str:
    """The same without white space, and without the direction marks that pdftotext adds itself."""
    return re.sub(r"\s", "", visible(raw_words(pdf)))


def png_of(pdf: bytes, page: int = 1, dpi: int = 70) -> bytes:
    """One page as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        wanted = ["-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *wanted, str(path), str(path.with_suffix(""))], check=True)
        return path.with_suffix(".png").read_bytes()
