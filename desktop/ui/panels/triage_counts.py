"""How much each tab of the triage desk holds, and how far one has come."""

from desktop.actions.session import Session
from desktop.actions.triage_lists import COUNTED, tab_counts
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import PageHead
from desktop.ui.widgets.tabs import Tabs


def tell_counts(look: Look, reader: Session, tabs: Tabs, head: PageHead, done: int) -> None:
    """Counts anew and says so on the tabs and below the page's title.

    Args:
        look: how it speaks.
        reader: what is counted.
        tabs: of the desk.
        head: of the page.
        done: how many were decided since the window was opened.
    """
    text = look.text
    counts = tab_counts(reader)
    for tab, count in counts.items():
        tabs.show_count(tab, text("triage_many") if count > COUNTED else count)
    told = text("triage_subtitle", new=counts["new"], ready=counts["ready"])
    if done:
        told += text("triage_subtitle_done", count=done)
    head.subtitle.setText(told)


def head_buttons(look: Look, head: PageHead) -> tuple[Button, Button, Button]:
    """All that are sure, the way back, the letters: beside the page's title."""
    sure = Button(look, look.text("triage_sure"), icon="check-check", keys="S", kind="quiet")
    undo = Button(look, look.text("ui_undo"), icon="undo-2", keys="Ctrl+Z")
    undo.setEnabled(False)
    letters = Button(look, look.text("triage_letters"), icon="mail")
    for button in (sure, undo, letters):
        head.buttons.addWidget(button)
    return sure, undo, letters
