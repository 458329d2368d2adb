"""What a letter says, gathered from the store or taken from a file: addressee, subject, visits, annex."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.actions.letter_rows import Annex, Matter, Say, village_name
from desktop.actions.letter_shapes import LetterIn, LetterPerson
from desktop.actions.session import Session
from desktop.actions.shape_checks import at, line, lines
from desktop.core.events import thing_text
from desktop.core.letters import Content, Person, Ref
from desktop.core.pack_types import Agency
from desktop.core.profile import Profile
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.letters import Letter
from desktop.store.queries import Visit

_URGENCIES = ("biasa", "segera", "sangat_segera")
_POINTS = 60
_SUBJECT = 500

# What the head of an agency is called, by the beginning of its name (domain.md A.7).
_CAMAT = re.compile(r"kecamatan\b", re.IGNORECASE)
_LURAH = re.compile(r"kelurahan\b", re.IGNORECASE)
_INSPECTOR = re.compile(r"inspektorat\b", re.IGNORECASE)
_SECRETARY = re.compile(r"sekretariat\b", re.IGNORECASE)
_DIRECTOR = re.compile(r"(rumah sakit|rsud|perusahaan umum daerah|perumda)", re.IGNORECASE)
_COMPANIES = frozenset({"bumn", "bumd", "swasta"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a letter before it is written.

    Attributes:
        kind: of `core.letters.KINDS`. letter: its thing. day: it is dated.
        agency: to whom, None for letters that have no agency.
        matters: the annex. earlier: the letter it replaces. version: 1 for a first one.
        refers: letters it points back to. carries_data: whether a sealed file goes along.
        subject: instead of the one that follows from its annex.
    """

    kind: str
    letter: bytes
    day: date
    agency: Agency | None = None
    matters: Sequence[Matter] = ()
    earlier: Letter | None = None
    version: int = 1
    refers: Sequence[Ref] = ()
    carries_data: bool = False
    subject: str | None = None


def gathered(session: Session, say: Say, profile: Profile, draft: Draft) -> Content:
    """The content of a letter whose annex comes from the store; errors as `text.clean`."""
    late = session.today if draft.kind == "pengingat" else None
    annex = Annex(session, say, late=late, contacts=draft.kind == "penugasan")
    rows = annex.rows(draft.matters)
    agency = draft.agency
    if agency is None:
        raise ValueError("these letters go to an agency")
    return Content(
        kind=draft.kind,
        letter=thing_text(draft.letter),
        agency=agency.code,
        to=addressee(say, profile, agency),
        to_place=profile.seat,
        date=draft.day.isoformat(),
        urgency=max((row.urgency for row in rows), key=_urgency, default="biasa"),
        security="biasa",
        subject=line(draft.subject, "subject", _SUBJECT) or _subject(session, say, annex, draft),
        visits=_visits(session, annex, draft.matters) if draft.kind != "pengingat" else [],
        rows=rows,
        due=max((row.due for row in rows if row.due), default=None) if draft.kind == "penugasan" else None,
        refers=list(draft.refers),
        signer=profile.signer(draft.kind),
        copies=_copies(profile, draft.kind),
        carries_data=draft.carries_data,
        version=draft.version,
    )


def typed_content(
    session: Session, say: Say, profile: Profile, draft: Draft, typed: LetterIn, visits: Sequence[Visit] = ()
) -> Content:
    """The content of a nota dinas or surat tugas, as it was handed in.

    Args:
        session: the open home.
        say: the sentences of official paper.
        profile: the district's.
        draft: kind, thing and date.
        typed: from a file.
        visits: those it orders persons to; their teams are those persons when the file names none.

    Raises:
        UserError: ``missing_key``, ``too_many_rows``, and what `text.clean` raises.
    """
    annex = Annex(session, say)
    persons = [_person(number, one) for number, one in enumerate(typed.persons, 1)] or _team(visits)
    named = [text for one in visits if (text := _visit_line(annex, one))]
    if draft.kind == "surat_tugas" and not persons:
        raise UserError("missing_key", key="persons", place="surat_tugas")
    if draft.kind == "nota_dinas" and not typed.to:
        raise UserError("missing_key", key="to", place="nota_dinas")
    return Content(
        kind=draft.kind,
        letter=thing_text(draft.letter),
        to=_lines(typed.to, "to"),
        to_place=line(typed.to_place, "to_place") or profile.seat,
        date=draft.day.isoformat(),
        urgency=typed.urgency,
        security=typed.security,
        subject=line(typed.subject, "subject", _SUBJECT) or "",
        visits=named + _lines(typed.visits, "visits"),
        due=typed.due.isoformat() if typed.due else None,
        points=_lines(typed.points, "points"),
        basis=_lines(typed.basis, "basis"),
        persons=persons,
        refers=list(draft.refers),
        signer=profile.signer(draft.kind),
        copies=_lines(typed.copies, "copies") or _copies(profile, draft.kind),
        version=draft.version,
    )


def addressee(say: Say, profile: Profile, agency: Agency) -> list[str]:
    """The lines after "Yth.": who heads the agency, and of whose government it is."""
    own = f"{profile.region_kind} {profile.region}".strip()
    if agency.external and agency.scope.lower() in _COMPANIES:
        return [say("addressee_outside", agency=agency.name)]
    if agency.external:
        return [say("addressee_head", agency=agency.name)]
    if _INSPECTOR.match(agency.name):
        return [say("addressee_inspector", region=own)]
    return [_head(say, agency), own]


def _head(say: Say, agency: Agency) -> str:
    if found := _CAMAT.match(agency.name):
        return say("addressee_camat", place=agency.name[found.end() :].strip())
    if found := _LURAH.match(agency.name):
        return say("addressee_lurah", place=agency.name[found.end() :].strip())
    if found := _SECRETARY.match(agency.name):
        return say("addressee_secretary", agency=agency.name[found.end() :].strip())
    if _DIRECTOR.match(agency.name):
        return say("addressee_director", agency=agency.name)
    return say("addressee_head", agency=agency.name)


def _copies(profile: Profile, kind: str) -> list[str]:
    """The district's usual tembusan; nobody gets a copy of what he signs himself."""
    signer = profile.signer(kind).title.casefold()
    return [one for one in profile.copies if not signer or not one.casefold().startswith(signer)]


def reference(letter: Letter) -> Ref:
    """How a later letter points back to one."""
    return Ref(letter.number or "", letter.date or "", str(letter.values.get("subject") or ""))


def _subject(session: Session, say: Say, annex: Annex, draft: Draft) -> str:
    place = _whereabouts(session, say, annex, draft.matters)
    if draft.kind == "penugasan":
        return say("letter_subject_penugasan", place=place)
    if draft.kind == "koordinasi":
        return say("letter_subject_koordinasi", place=place)
    return say("letter_subject_pengingat", place=place)


def _whereabouts(session: Session, say: Say, annex: Annex, matters: Sequence[Matter]) -> str:
    """`Desa Angsana`; of several villages their kecamatan, of several of those the kabupaten."""
    codes = dict.fromkeys(one.aspiration.village for one in matters)
    villages = [village for code in codes if (village := annex.session_village(code))]
    if len(villages) == 1:
        return village_name(say, villages[0])
    districts = {village.district for village in villages}
    if len(districts) == 1 and (district := min(districts)):
        return say("letter_district", district=district)
    return session.pack.name


def _visits(session: Session, annex: Annex, matters: Sequence[Matter]) -> list[str]:
    """`2026-11-21 Desa Angsana, Kec. Angsana`, one for each visit, earliest first."""
    things = [one.aspiration.visit for one in matters if one.aspiration.visit]
    found = queries.visits(session.store.connection, things).values()
    told = sorted(found, key=lambda one: (one.date or "", one.village or "", one.thing))
    return list(dict.fromkeys(text for one in told if (text := _visit_line(annex, one))))


def _visit_line(annex: Annex, visit: Visit) -> str:
    return " ".join(filter(None, (visit.date, annex.village(visit.village))))


def _team(visits: Sequence[Visit]) -> list[Person]:
    found: dict[str, Person] = {}
    for visit in visits:
        for one in visit.values.get("team") or ():
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                found.setdefault(one["name"], Person(one["name"], str(one.get("nip") or "")))
    return list(found.values())


def _person(number: int, one: LetterPerson) -> Person:
    with at(f"persons {number}"):
        name = line(one.name, "name")
        if not name:
            raise UserError("missing_key", key="name", place="persons")
        rest = (line(getattr(one, key), key) or "" for key in ("nip", "rank", "position"))
        return Person(name, *rest)


def _lines(texts: Sequence[str], key: str) -> list[str]:
    if len(texts) > _POINTS:
        raise UserError("too_many_rows", key=key, limit=_POINTS)
    return [text for one in texts if (text := lines(one, key))]


def _urgency(word: str) -> int:
    return _URGENCIES.index(word) if word in _URGENCIES else 0
