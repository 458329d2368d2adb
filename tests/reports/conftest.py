"""For the tests of documents: a press with all fonts, a district, and tools to read a PDF back."""

import pytest

from desktop.core.profile import Profile, Signer
from reports.press import Press
from tests.reports.paper import load_press
from tests.reports.paper import raw_words as raw_words


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
