"""Single things of the region pack put right: an SKPD, the letterhead. One signed event each."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from desktop.actions.changes import Changes
from desktop.actions.finding import checks
from desktop.actions.history import history
from desktop.actions.region_pack import write_pack
from desktop.actions.session import Session
from desktop.core import text
from desktop.core.events import pack_thing
from desktop.core.pack import Pack, check_pack
from desktop.core.pack_types import INSIDE, Agency
from desktop.core.profile_check import check_letterhead
from desktop.errors import UserError


def change_agency(
    session: Session,
    code: str,
    *,
    name: str,
    short: str,
    keywords: Sequence[str],
    ambiguous: Sequence[str],
) -> Changes:
    """An SKPD's name, short name and keywords; its code and whose authority it is stay as they are.

    Raises:
        UserError: ``not_induk``, ``agency_unknown``, ``text_empty`` and the like naming the ``field``,
            or what `check_pack` says.
    """
    session.demand_induk()
    before = checks(session).agency(code)
    after = msgspec.structs.replace(
        before,
        name=text.clean(name, text.TITLE, "name", lines=False, required=True),
        short=text.clean(short, text.TITLE, "short", lines=False, required=True),
        keywords=_listed(keywords, "keywords"),
        ambiguous=_listed(ambiguous, "ambiguous"),
    )
    agencies = [after if one.code == before.code else one for one in session.pack.agencies]
    return _set(session, msgspec.structs.replace(session.pack, agencies=agencies))


def add_agency(
    session: Session,
    code: str,
    *,
    name: str,
    short: str,
    scope: str = "kabupaten",
    keywords: Sequence[str] = (),
    ambiguous: Sequence[str] = (),
) -> Changes:
    """A new SKPD, or an outside body that can only be asked; its code is for ever.

    Args:
        session: the open home of the laptop induk.
        code: letters, figures and "_"; written in capitals.
        name: as it stands in letters.
        short: as it stands in lists.
        scope: one of `SCOPES`.
        keywords: words that suggest it.
        ambiguous: words it shares with others.

    Raises:
        UserError: ``not_induk``, ``agency_taken`` and ``pack_code`` naming the ``field``, ``text_empty`` and
            the like, or what `check_pack` says.
    """
    session.demand_induk()
    wanted = text.clean(code, text.TITLE, "code", lines=False, required=True).upper()
    if any(one.code == wanted for one in session.pack.agencies):
        raise UserError("agency_taken", agency=wanted, field="code")
    agency = Agency(
        wanted,
        text.clean(name, text.TITLE, "name", lines=False, required=True),
        text.clean(short, text.TITLE, "short", lines=False, required=True),
        scope=scope,
        external=scope not in INSIDE,
        keywords=_listed(keywords, "keywords"),
        ambiguous=_listed(ambiguous, "ambiguous"),
    )
    return _set(session, msgspec.structs.replace(session.pack, agencies=[*session.pack.agencies, agency]))


def drop_agency(session: Session, code: str) -> Changes:
    """Takes a new SKPD back, as long as nothing and nobody belongs to it.

    Raises:
        UserError: ``not_induk``, ``agency_unknown``, ``agency_used``, or what `check_pack` says.
    """
    session.demand_induk()
    agency = checks(session).agency(code)
    given = session.store.connection.execute(
        "SELECT 1 FROM aspiration WHERE agency = ? LIMIT 1", (agency.code,)
    ).fetchone()
    if given or session.roster.of_desk(f"agency:{agency.code}"):
        raise UserError("agency_used", agency=agency.short)
    agencies = [one for one in session.pack.agencies if one.code != agency.code]
    return _set(session, msgspec.structs.replace(session.pack, agencies=agencies))


def put_agency_back(session: Session, agency: Agency) -> Changes:
    """Makes an SKPD what it was, for taking a change back."""
    return change_agency(
        session,
        agency.code,
        name=agency.name,
        short=agency.short,
        keywords=agency.keywords,
        ambiguous=agency.ambiguous,
    )


def change_letterhead(session: Session, letterhead: Mapping[str, Any]) -> Changes:
    """How the district writes its letters, whole.

    Raises:
        UserError: ``not_induk``, or what `check_letterhead` says.
    """
    session.demand_induk()
    check_letterhead(dict(letterhead))
    return _set(session, msgspec.structs.replace(session.pack, letterhead=dict(letterhead)))


def pack_versions(session: Session) -> dict[str, Any]:
    """Every change of the pack that is known here, newest first: ``{"items": [as `history`]}``."""
    if session.root is None:
        return {"items": []}
    return {"items": history(session, [pack_thing(session.district)])[::-1]}


def _set(session: Session, pack: Pack) -> Changes:
    check_pack(pack)
    changed = write_pack(session, pack, before=session.pack)
    return Changes({"pack": frozenset([pack_thing(session.district)])} if changed else {})


def _listed(words: Sequence[str], field: str) -> list[str]:
    cleaned = (text.clean(one, text.TITLE, field, lines=False) for one in words)
    return list(dict.fromkeys(one for one in cleaned if one))
