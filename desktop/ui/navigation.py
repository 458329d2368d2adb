"""Which pages each desk has, in the order of the rail; the only file that knows all pages."""

from collections.abc import Mapping, Sequence
from functools import partial

from desktop.ui.look import Look
from desktop.ui.page import Page, PageMaker, Workplace
from desktop.ui.pages.agency.followup import FollowupPage
from desktop.ui.pages.agency.incoming import IncomingPage
from desktop.ui.pages.common.check import CheckPage
from desktop.ui.pages.common.exchange import ExchangePage
from desktop.ui.pages.common.help import HelpPage
from desktop.ui.pages.common.settings import SettingsPage
from desktop.ui.pages.coordinator.district import DistrictPage
from desktop.ui.pages.coordinator.inbox import InboxPage
from desktop.ui.pages.coordinator.letters import LettersPage
from desktop.ui.pages.coordinator.overview import OverviewPage
from desktop.ui.pages.coordinator.triage import TriagePage
from desktop.ui.pages.officer.answers import AnswersPage
from desktop.ui.pages.officer.aspirations import AspirationsPage
from desktop.ui.pages.officer.today import TodayPage
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.pages.officer.visits import VisitsPage
from desktop.ui.widgets.cards import Empty
from desktop.ui.widgets.rail import Entry

# Page → icon; its words are the text ``page_<name>``.
ICONS = {
    "today": "sun", "visits": "notebook-pen", "aspirations": "messages-square", "answers": "user-check",
    "exchange": "folder-sync", "overview": "layout-dashboard", "inbox": "inbox", "triage": "list-checks",
    "letters": "mail", "watch": "chart-column", "district": "users", "incoming": "inbox",
    "followup": "hammer", "papers": "file-text", "check": "shield-check", "settings": "settings",
    "help": "circle-help",
}  # fmt: skip
DESKS = {
    "officer": ("today", "visits", "aspirations", "answers", "exchange"),
    "coordinator": ("overview", "inbox", "triage", "letters", "watch", "district"),
    "agency": ("incoming", "followup", "papers", "exchange"),
}
COMMON = ("check", "settings", "help")


class Later(Page):
    """Keeps the place of a page that is not built yet, and says so."""

    def __init__(self, name: str, place: Workplace) -> None:
        super().__init__(place, place.look.text(f"page_{name}"))
        words = self.text("page_later")
        self.column.addWidget(Empty(self.look, ICONS[name], self.text(f"page_{name}"), words), 1)


MAKERS: Mapping[str, PageMaker] = {
    "answers": AnswersPage,
    "aspirations": AspirationsPage,
    "check": CheckPage,
    "district": DistrictPage,
    "exchange": ExchangePage,
    "followup": FollowupPage,
    "help": HelpPage,
    "inbox": InboxPage,
    "incoming": IncomingPage,
    "letters": LettersPage,
    "overview": OverviewPage,
    "settings": SettingsPage,
    "today": TodayPage,
    "triage": TriagePage,
    "visit": VisitPage,
    "visits": VisitsPage,
}


def makers() -> dict[str, PageMaker]:
    """How each page is made."""
    return {**{name: partial(Later, name) for name in ICONS}, **MAKERS}


def desk_entries(look: Look, desks: Sequence[str]) -> list[tuple[str, list[Entry]]]:
    """The rail of the desks a laptop holds; a page two desks share stands once.

    Args:
        look: for the words.
        desks: ``officer``, ``coordinator``, ``agency:CODE``.
    """
    kinds = [kind for kind in DESKS if any(desk.partition(":")[0] == kind for desk in desks)]
    shown: set[str] = set()
    found = []
    for kind in kinds:
        names = [name for name in DESKS[kind] if name not in shown]
        shown.update(names)
        heading = look.text(f"value_desk_{kind}") if len(kinds) > 1 else ""
        found.append((heading, entries(look, names)))
    return found


def entries(look: Look, names: Sequence[str]) -> list[Entry]:
    """Entries of the rail by name."""
    return [Entry(name, look.text(f"page_{name}"), ICONS[name]) for name in names]
