"""What journeys share: the demonstration, played once."""

import os

import pytest

from tests.journeys.playing import Play, copied


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """The demonstration; whoever asks its homes leaves them as they are."""
    own = tmp_path_factory.getbasetemp()
    # A worker's folder lies in that of the run.
    return copied(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own, tmp_path_factory.mktemp("demo"))
