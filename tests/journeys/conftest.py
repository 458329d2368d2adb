"""What journeys share: the demonstration, played once."""

import pytest

from tests.journeys.playing import Play, played


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """The demonstration; whoever asks its homes leaves them as they are."""
    return played(tmp_path_factory.mktemp("demo"))
