"""Whatever is written or drawn can be told from what lies behind it (WCAG 2.2)."""

import pytest

from desktop.paths import RESOURCES
from desktop.ui.colours import Colours, Shade, contrast
from desktop.ui.icons import Icons
from desktop.ui.look import PICTURES

TABLE = RESOURCES / "theme" / "colours.toml"
TEXT = [
    *((ink, behind) for ink in ("text", "muted") for behind in ("frame", "bg", "card", "alt", "sel")),
    *(("pri", behind) for behind in ("bg", "card", "sel", "frame")),
    ("on", "pri"),
    ("on", "pri_h"),
    *((tone, behind) for tone in ("ok", "warn", "err") for behind in (f"{tone}_b", "card", "sel")),
    ("sec", "sec_b"),
    ("neu", "neu_b"),
]
MARKS = [("ctl", behind) for behind in ("card", "bg", "frame")] + [
    (bar, "card") for bar in ("bar1", "bar2", "bar3")
]


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_text_and_marks_stand_out(shade: Shade) -> None:
    colours = Colours.load(TABLE, shade)
    faint = [pair for pair in TEXT if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    faint += [pair for pair in MARKS if contrast(colours[pair[0]], colours[pair[1]]) < 3]
    assert faint == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_pictures_of_the_style_sheet_have_the_colours_of_the_table(shade: Shade) -> None:
    colours, icons = Colours.load(TABLE, shade), Icons(RESOURCES / "icons")
    for name, (icon, colour) in PICTURES.items():
        drawn = (RESOURCES / "theme" / f"{name}-{shade}.svg").read_bytes()
        assert drawn == icons.source(icon, colours[colour])
