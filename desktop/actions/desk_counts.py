"""How much waits on each page of a desk, for the rail: asked after every write, so each is one short look."""

from collections.abc import Callable, Iterable, Mapping

from desktop.actions.finding import own_agencies
from desktop.actions.letters_wanted import wanted_letters
from desktop.actions.session import Session
from desktop.actions.triage_lists import waiting_count
from desktop.actions.waiting import review_list
from desktop.store.assigned import assigned_count
from desktop.store.telling import answer_count

COUNTED = 1_000
"""So many are counted; the rail says "999+" long before."""


def desk_counts(session: Session, pages: Iterable[str]) -> dict[str, int]:
    """How much waits on each of these pages.

    Args:
        session: the open home; a reader will do.
        pages: keys of `PAGES`: ``answers`` (to be told), ``inbox`` (senders to let in, conflicts, late
            records), ``triage`` (nobody has looked at), ``letters`` (to be made), ``incoming`` (due today or
            before).
    """
    return {page: PAGES[page](session) for page in pages}


def _answers(session: Session) -> int:
    return answer_count(session.store.connection, "untold", COUNTED)


def _inbox(session: Session) -> int:
    senders, conflicts = session.store.connection.execute(
        "SELECT (SELECT count(DISTINCT writer) FROM quarantined), (SELECT count(*) FROM conflict)"
    ).fetchone()
    return int(senders) + int(conflicts) + len(review_list(session)["items"])


def _incoming(session: Session) -> int:
    agencies, until = own_agencies(session), session.today.isoformat()
    return assigned_count(session.store.connection, agencies, "open", until=until, most=COUNTED)


PAGES: Mapping[str, Callable[[Session], int]] = {
    "answers": _answers, "inbox": _inbox, "triage": waiting_count, "letters": wanted_letters,
    "incoming": _incoming,
}  # fmt: skip
