"""Papers of the office, gathered from the home and printed: recap, disposition sheet, recovery sheets."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.actions.finding import assignments_of, code_of, find, own_agencies, thing_of
from desktop.actions.letter_items import find_letter
from desktop.actions.printing import discreet, save, village_of
from desktop.actions.recap import recap_csv, recap_json
from desktop.actions.session import Session
from desktop.core.codes import looks_like_code
from desktop.core.events import thing_text
from desktop.core.profile import PRACTICE_NOTE, Profile, profile_of
from desktop.core.recap_line import RecapLine
from desktop.core.routing import Router
from desktop.errors import UserError
from desktop.store import letters, totals
from desktop.store.letters import Letter
from desktop.store.queries import Aspiration
from reports.disposition_sheet import DispositionRows, disposition_sheet
from reports.document import Document
from reports.press import Press
from reports.recap import Oldest, RecapRows
from reports.recap import recap as recap_document
from reports.recovery_sheet import Secret, recovery_sheets
from reports.sheet import Wording
from reports.village_words import Site


def print_recap(session: Session, press: Press, found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Prints what `recap.recap` answered.

    Returns:
        ``{"path", "pages", "warnings"}``, see `printing.save`.
    """
    names = {agency.code: agency.short or agency.name for agency in session.pack.agencies}
    rows = RecapRows(
        moment=session.now(),
        by=found["by"],
        groups=tuple(RecapLine(**row) for row in found["groups"]),
        total=RecapLine(**found["total"]),
        oldest=tuple(
            Oldest(
                one["code"],
                _village(session, press, one["village"]),
                names.get(one["agency"], one["agency"] or ""),
                one["days"],
            )
            for one in found["oldest"]
        ),
        since=_day(found["from"]),
        until=_day(found["to"]),
    )
    document = recap_document(press, profile_of(session.pack), rows)
    return save(session, out, document, f"recap {found['by']}")


def save_recap(session: Session, found: dict[str, Any], form: str, out: Path) -> dict[str, Any]:
    """Puts the same numbers into a file as ``csv`` or ``json``; errors as `printing.save`."""
    data = recap_csv(found) if form == "csv" else recap_json(found)
    return {"path": save(session, out, Document(data, 0), f"recap {found['by']} {form}")["path"]}


def print_disposition(session: Session, press: Press, typed: str, out: Path) -> dict[str, Any]:
    """Prints the cover sheet of an aspiration or of a letter, for the desk this home has.

    Args:
        session: the open home of the coordinator or of an agency.
        press: fonts and words.
        typed: a tracking code, the number of a letter, or the id of either.
        out: the file.

    Returns:
        ``{"path", "pages", "warnings"}``, see `printing.save`.

    Raises:
        UserError: ``wrong_desk``, ``disposition_restricted``, ``code_unknown``, ``code_ambiguous``,
            ``letter_unknown``, ``letter_only_reserved`` and what `printing.save` raises.
    """
    session.demand("coordinator", "agency")
    profile = profile_of(session.pack)
    thing = thing_of(typed)
    is_letter = bool(thing and letters.letters(session.store.connection, [thing]))
    if not is_letter and (thing or looks_like_code(typed)):
        one = find(session, typed)
        if one.restricted:
            raise UserError("disposition_restricted", code=code_of(session, one))
        rows, what = _of_aspiration(session, press, one), f"disposition {thing_text(one.thing)}"
    else:
        letter = find_letter(session, typed)
        if not letter.issued:
            raise UserError("letter_only_reserved", number=letter.number)
        rows, what = _of_letter(session, profile, letter), f"disposition {thing_text(letter.thing)}"
    return save(session, out, disposition_sheet(press, profile, rows), what)


def recovery_pdf(
    press: Press, moment: datetime, secrets: Sequence[Mapping[str, str]], *, practice: bool
) -> bytes:
    """Sheets for secrets as one PDF; they are on no disk before whoever asked writes them.

    Args:
        press: fonts and words.
        moment: on the sheets' metadata.
        secrets: ``title``, ``facts``, ``code``, ``use`` and ``reading`` of each.
        practice: whether they belong to a practice district.
    """
    profile = Profile(note=PRACTICE_NOTE if practice else "")
    return recovery_sheets(press, profile, moment, [Secret(**one) for one in secrets]).data


def _of_aspiration(session: Session, press: Press, one: Aspiration) -> DispositionRows:
    secret = one.mode == "secret"
    # Whoever spoke in secret may be known by his words: only the coordinator's summary is printed.
    about = one.summary if secret else one.summary or one.text or one.title
    assigned = [row for row in assignments_of(session, one) if row.running]
    asked = [row.values.get("instruction") for row in assigned if _mine(session, row.agency)]
    return DispositionRows(
        moment=session.now(),
        village=_village(session, press, one.village),
        number=code_of(session, one),
        subject=discreet(about or ""),
        day=_day(one.recorded),
        received=_day(totals.taken_in(session.store.connection, one.thing)),
        urgency=one.urgency or "biasa",
        secret=secret,
        candidates=_candidates(session, one, [row.agency or "" for row in assigned]),
        instruction=discreet(next((words for words in asked if isinstance(words, str)), "")),
        **_desk(session),
    )


def _of_letter(session: Session, profile: Profile, letter: Letter) -> DispositionRows:
    values = letter.values
    return DispositionRows(
        moment=session.now(),
        source=profile.unit,
        number=letter.number or "",
        subject=str(values.get("subject") or ""),
        day=_day(letter.date),
        received=_day(totals.taken_in(session.store.connection, letter.thing)),
        urgency=str(values.get("urgency") or "biasa"),
        secret=values.get("security") in ("rahasia", "sangat_rahasia"),
        candidates=_named(session, [letter.agency or ""]) if session.holds("coordinator") else (),
        **_desk(session),
    )


def _desk(session: Session) -> dict[str, Any]:
    """Whose paper it is; a home with several desks prints as the coordinator."""
    if session.holds("coordinator"):
        return {"desk": "setda"}
    code = own_agencies(session)[0]
    names = {agency.code: agency.name for agency in session.pack.agencies}
    return {"desk": "agency", "agency": names.get(code, code)}


def _mine(session: Session, agency: str | None) -> bool:
    return session.holds("coordinator") or agency in own_agencies(session)


def _candidates(session: Session, one: Aspiration, assigned: list[str]) -> tuple[tuple[str, bool], ...]:
    """Who has it, ticked; before that whom the routing suggests, to be ticked by hand."""
    if not session.holds("coordinator"):
        return ()
    if assigned:
        return _named(session, assigned)
    router = Router(session.pack.agencies, session.pack.categories)
    words = " ".join(filter(None, (one.title, one.summary, one.text)))
    codes = [row.agency for row in router.suggest(words, one.category)]
    return tuple((name, False) for name, _ in _named(session, codes))


def _named(session: Session, codes: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    names = {agency.code: agency.name for agency in session.pack.agencies}
    return tuple((names.get(code, code), True) for code in dict.fromkeys(codes) if code)


def _village(session: Session, press: Press, code: str | None) -> str:
    village = village_of(session, code)
    words = Wording(press.words, profile_of(session.pack).sentences)
    return Site(words, village.kind, village.name, village.district).whole


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None
