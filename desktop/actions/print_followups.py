"""The follow-up report of an agency, gathered from the home and printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.aspiration_items import latest
from desktop.actions.finding import code_of, own_agencies
from desktop.actions.printing import discreet, save, village_of
from desktop.actions.recap import span_of
from desktop.actions.session import Session
from desktop.core.dates import format_date
from desktop.core.profile import Profile, profile_of
from desktop.errors import UserError
from desktop.store import queries, totals
from desktop.store.queries import Aspiration, Assignment
from desktop.store.totals import Span
from reports.followup_report import Answered, FollowupRows, Photo, followup_report
from reports.press import Press
from reports.sheet import Wording
from reports.village_words import Site

MOST_PHOTOS = 120
"""So many photos go into one report; a PDF of more is hard to send."""


def print_followups(
    session: Session,
    press: Press,
    out: Path,
    since: date | None = None,
    until: date | None = None,
    agency: str | None = None,
) -> dict[str, Any]:
    """Prints what this home's agency answered in these days; restricted ones do not exist in it.

    Args:
        session: the open home of an agency.
        press: fonts and words.
        out: the file.
        since: first day of answers.
        until: last day of answers.
        agency: which, where the home has the desks of several.

    Returns:
        ``{"path", "pages", "warnings"}``, see `printing.save`.

    Raises:
        UserError: ``wrong_desk``, ``report_agency``, ``span_reversed``, and what `printing.save` raises.
    """
    session.demand("agency")
    code = _agency(session, agency)
    rows = followup_rows(session, press, code, span_of(since, until))
    document = followup_report(press, profile_of(session.pack), rows)
    return save(session, out, document, f"followup report {code}")


def followup_rows(session: Session, press: Press, agency: str, span: Span) -> FollowupRows:
    """What the report says: of a secret citizen only the coordinator's summary, and no photo of his."""
    connection = session.store.connection
    names = {one.code: one.name for one in session.pack.agencies}
    found = totals.answered_by(connection, agency, span)
    aspirations = queries.aspirations(connection, [thing for _, thing, _ in found])
    assigned = queries.assignments(connection, aspirations)
    by_thing = {row.thing: row for listed in assigned.values() for row in listed}
    gathering = _Gathering(session, press, profile_of(session.pack))
    answered = [
        gathering.answered(aspirations[thing], by_thing[assignment], day) for assignment, thing, day in found
    ]
    running, unanswered, late = totals.assigned_to(connection, agency, session.today)
    return FollowupRows(
        moment=session.now(),
        agency=names.get(agency, agency),
        code=agency,
        answered=tuple(answered),
        running=running,
        unanswered=unanswered,
        late=late,
        unprinted=gathering.unprinted,
        since=span.since,
        until=span.until,
    )


@dataclass(slots=True)
class _Gathering:
    """Reads photos until there are enough of them."""

    session: Session
    press: Press
    profile: Profile
    loaded: int = 0
    unprinted: int = 0

    def answered(self, one: Aspiration, assignment: Assignment, day: str) -> Answered:
        """One aspiration with the latest answer to it."""
        answer = latest(assignment.values, "answer")
        said: dict[str, Any] = answer if isinstance(answer, dict) else {}
        secret = one.mode == "secret"
        return Answered(
            code=code_of(self.session, one),
            village=self._village(one),
            words=discreet((one.summary if secret else one.text or one.title or one.summary) or ""),
            answer=_text(said.get("text")),
            outcome=_text(said.get("outcome")),
            day=_day(day),
            due=_day(assignment.due),
            cost=_number(said.get("cost")),
            funding=_text(said.get("funding")),
            year=_number(said.get("year")),
            before=() if secret else tuple(self._photos(one.values.get("attachments"))),
            after=tuple(self._photos(said.get("attachments"))),
        )

    def _village(self, one: Aspiration) -> str:
        village = village_of(self.session, one.village)
        words = Wording(self.press.words, self.profile.sentences)
        return Site(words, village.kind, village.name, village.district).whole

    def _photos(self, listed: Any) -> Iterable[Photo]:
        for entry in listed if isinstance(listed, list) else ():
            if not isinstance(entry, dict) or not isinstance(entry.get("sha256"), str):
                continue
            if not _text(entry.get("type")).startswith("image/"):
                yield Photo("file")
            elif self.loaded >= MOST_PHOTOS:
                self.unprinted += 1
            else:
                yield self._photo(entry)

    def _photo(self, entry: dict[str, Any]) -> Photo:
        try:
            data = self.session.blobs.get(entry["sha256"])
        except UserError as error:
            return Photo("awaited" if error.code == "photo_missing" else "damaged")
        except ValueError:
            return Photo("damaged")
        self.loaded += 1
        taken = _day(_text(entry.get("taken")))
        return Photo("here", data, format_date(taken) if taken else "")


def _agency(session: Session, typed: str | None) -> str:
    """The agency that reports: the only one of this home, or the one named."""
    own = own_agencies(session)
    wanted = typed.strip().upper() if typed else own[0]
    if wanted not in own or (typed is None and len(own) > 1):
        raise UserError("report_agency", agencies=", ".join(own))
    return wanted


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    return value if type(value) is int else None


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None
