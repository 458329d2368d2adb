"""Every refusal of this room has its sentence and its next step, and no sentence is without use."""

import re
import tomllib
from pathlib import Path

HOUSE = Path(__file__).parents[2]
SENTENCES = tomllib.loads((HOUSE / "resources/translations/id/sync.toml").read_text(encoding="utf-8"))
VALUES = {
    "file_too_large": {"file", "what"},
    "needs_newer_version": {"file", "needs"},
    "write_blob_too_large": {"limit"},
    "write_blob_damaged": {"sha256"},
}


def codes() -> set[str]:
    """Codes as they stand in the source."""
    source = "".join(path.read_text(encoding="utf-8") for path in (HOUSE / "desktop/sync").glob("*.py"))
    found = set(re.findall(r'"((?:file|write|needs)_[a-z_]+)"', source))
    return found - {"write_bundle"} | {"file_is_bundle", "file_is_pack", "file_is_request"}


def test_sentences_and_codes_are_the_same_set() -> None:
    assert set(SENTENCES) == codes()


def test_every_sentence_is_whole_and_its_placeholders_are_filled() -> None:
    for code, entry in SENTENCES.items():
        assert set(entry) - {"window"} == {"message", "hint"}
        for text in entry.values():
            assert text[-1] in ".;"
            allowed = VALUES.get(code, {"file"})
            assert set(re.findall(r"{(\w+)}", text)) <= allowed
