"""Tells that a letter was made: to whom, how long it is, where its files are, and what cannot be printed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.ui.page import Workplace
from desktop.ui.panels.letter_words import kind_word
from desktop.ui.panels.paper_signs import signs_words


def tell_made(place: Workplace, made: Mapping[str, Any]) -> None:
    """Says it in the message bar; signs that became boxes stay there until somebody has read of them.

    Args:
        place: the workplace.
        made: as `make_letters` tells of it.
    """
    look, code = place.look, made["agency"]
    name = next((one.short for one in place.reader.pack.agencies if one.code == code), code)
    folder, pages = Path(made["path"]).parent, made["pages"]
    if name:
        told = look.text("letters_made", agency=name, pages=pages, folder=folder)
    else:
        kind = kind_word(look, made["kind"])
        told = look.text("letters_made_written", kind=kind, pages=pages, folder=folder)
    if signs := signs_words(look, made["warnings"]):
        place.messages.warn(told, signs)
    else:
        place.messages.tell(told)
