"""Which pages each desk has, in the order of the rail; the only file that knows all pages."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module

from desktop.ui.look import Look
from desktop.ui.page import Page, PageMaker, Workplace
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


# Page → module and class. By name, because most starts need one page: with all of them, and the wizard with
# its papers, the window took 1.1 s of processor time to import, without them 0.2 s.
PAGES: Mapping[str, tuple[str, str]] = {
    "answers": ("officer.answers", "AnswersPage"),
    "aspirations": ("officer.aspirations", "AspirationsPage"),
    "check": ("common.check", "CheckPage"),
    "district": ("coordinator.district", "DistrictPage"),
    "exchange": ("common.exchange", "ExchangePage"),
    "followup": ("agency.followup", "FollowupPage"),
    "help": ("common.help", "HelpPage"),
    "inbox": ("coordinator.inbox", "InboxPage"),
    "incoming": ("agency.incoming", "IncomingPage"),
    "letters": ("coordinator.letters", "LettersPage"),
    "overview": ("coordinator.overview", "OverviewPage"),
    "settings": ("common.settings", "SettingsPage"),
    "today": ("officer.today", "TodayPage"),
    "triage": ("coordinator.triage", "TriagePage"),
    "visit": ("officer.visit", "VisitPage"),
    "visits": ("officer.visits", "VisitsPage"),
}


def load(name: str) -> PageMaker:
    """The class of a page, imported now."""
    module, kind = PAGES[name]
    maker: PageMaker = getattr(import_module(f"desktop.ui.pages.{module}"), kind)
    return maker


def make(name: str, place: Workplace) -> Page:
    """A page, made when it is first opened."""
    return load(name)(place) if name in PAGES else Later(name, place)


def makers() -> dict[str, PageMaker]:
    """How each page is made."""
    return {name: partial(make, name) for name in (*ICONS, *(name for name in PAGES if name not in ICONS))}


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
