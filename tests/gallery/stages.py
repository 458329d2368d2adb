"""The homes of the pictures: fresh ones, and those of the practice district with a visit under way."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

from desktop.actions.lists import Query
from desktop.actions.opening import close, open_home
from desktop.actions.shapes import VisitIn, convert
from desktop.actions.visits import add_visit, list_visits
from desktop.app import App
from desktop.ui.demo import Shifted
from tests.actions.homes import District

FRESH = {"officer": "petugas", "coordinator": "setda", "agency": "pupr"}
FILLED = {"officer": "petugas1", "coordinator": "induk", "agency": "pupr"}
FRESH_PASSPHRASE = "kata sandi uji"

TYPING = "Got di belakang pasar buntu lagi"
"""What is being typed while the picture is taken."""

_NAMED = {"mode": "open", "name": "Siti Aminah", "consent": True}
HEARD: tuple[dict[str, Any], ...] = (
    {
        "text": "Jembatan gantung ke kebun sawit lapuk papannya, anak sekolah takut lewat",
        "urgency": "segera",
        "place": {"rt": "02"},
    },
    {
        "text": "Lampu jalan depan SD Negeri 2 mati sudah dua bulan",
        "place": {"rt": "03", "landmark": "depan SDN 2"},
    },
    {"text": "Parit di Jalan Transmigrasi mampet, tiap hujan air masuk ke rumah", "place": {"rt": "05"}},
    {"text": "Minta pelatihan las untuk pemuda yang belum bekerja"},
    {"text": "Bidan desa hanya datang dua hari seminggu", "place": {"rt": "01"}, "citizen": _NAMED},
    {"text": "Kartu keluarga kami belum jadi sejak Agustus", "citizen": {"mode": "anonymous"}},
    {"text": "Air PDAM keruh dan berbau setelah hujan lebat", "place": {"rt": "04"}},
    {"text": "Pupuk bersubsidi datang terlambat, sudah lewat musim tanam"},
    {
        "text": "Jalan poros berlubang di tikungan dekat masjid, dua orang jatuh",
        "urgency": "sangat_segera",
        "place": {"rt": "06"},
    },
    {"text": "Kapan bantuan benih jagung dibagikan?", "kind": "pertanyaan"},
    {"text": "Terima kasih, sumur bor di RT 4 sudah mengalir", "kind": "apresiasi"},
    {"text": "Ada pungutan waktu mengurus surat tanah", "kind": "laporan_penyimpangan"},
    {
        "text": "Posyandu Melati perlu timbangan bayi yang baru",
        "place": {"rt": "03", "landmark": "dekat masjid"},
        "citizen": _NAMED,
    },
)


class Stage(NamedTuple):
    """One home of one desk: where, how it opens, by how much its clock is shifted, its visit."""

    desk: str
    home: Path
    passphrase: str
    now: Shifted | None
    visit: str


def play(folder: Path) -> Path:
    """The practice district, played once into a folder; answers the folder."""
    command = [sys.executable, "-m", "desktop", "--demo", "--json", "--out", str(folder)]
    report = subprocess.run(command, check=True, capture_output=True, env=_without_screen())
    if not json.loads(report.stdout)["ok"]:
        raise RuntimeError("the practice district does not hold what it promises")
    return folder


def fresh_stages(app: App, folder: Path) -> list[Stage]:
    """Homes in which nothing was done yet; the officer's has a visit at which nothing was heard."""
    district = District(folder)
    district.home("setda", "coordinator")
    district.home("petugas", "officer")
    district.home("pupr", "agency:PUPR")
    district.close()
    stages = []
    for desk, name in FRESH.items():
        begun = ""
        if desk == "officer":
            copytree(folder / name, folder / "begun")
            begun = _begin(app, folder / "begun", FRESH_PASSPHRASE, None)[0]
            stages.append(Stage("officer", folder / "begun", FRESH_PASSPHRASE, None, begun))
        stages.append(Stage(desk, folder / name, FRESH_PASSPHRASE, None, ""))
    return stages


def filled_stages(app: App, district: Path, folder: Path) -> list[Stage]:
    """Copies of homes of the practice district; at the officer's a visit is under way."""
    stages = []
    for desk, name in FILLED.items():
        home = Path(copytree(district / "rumah" / name, folder / name))
        passphrase = (district / "sandi" / f"{name}.txt").read_text(encoding="utf-8").partition("\n")[0]
        visit, now = "", None
        if desk == "officer":
            visit, now = _begin(app, home, passphrase, HEARD)
        else:
            now = _clock(app, home, passphrase)
        stages.append(Stage(desk, home, passphrase, now, visit))
    return stages


def _begin(
    app: App, home: Path, passphrase: str, heard: tuple[Mapping[str, Any], ...] | None
) -> tuple[str, Shifted | None]:
    """A visit of today that is not finished; its id, and the clock of the story."""
    now = _clock(app, home, passphrase) if heard is not None else None
    outside = app.surroundings(home, None)
    session = open_home(replace(outside, now=now) if now else outside, passphrase)
    try:
        village = session.pack.villages[0].code
        for known in list_visits(session, Query({}, None, 1, None))["items"]:
            village = known["village"]
        body: dict[str, Any] = {
            "village": village,
            "date": session.now().date().isoformat(),
            "start": "09.15",
            "place": "Balai Desa",
            "aspirations": list(heard or ()),
        }
        if heard:
            body["attendance"] = {"male": 21, "female": 16}
            body["services"] = [{"service": "perekaman KTP", "count": 9}]
        add_visit(session, convert(body, VisitIn), Path())
        return str(list_visits(session, Query({}, None, 1, None))["items"][0]["id"]), now
    finally:
        close(session)


def _clock(app: App, home: Path, passphrase: str) -> Shifted:
    """The clock as it stands when the story ends."""
    session = open_home(app.surroundings(home, None), passphrase)
    try:
        ends = max(datetime.fromisoformat(one.event.envelope.at) for one in session.log.everything())
        # Files came in after what they hold was written.
        row = session.store.connection.execute("SELECT max(received) FROM received_file").fetchone()
        ends = max(ends, datetime.fromisoformat(row[0])) if row[0] else ends
        return Shifted(ends - datetime.now(UTC))
    finally:
        close(session)


def _without_screen() -> dict[str, str]:
    """The story is played as a command: nothing is shown."""
    return {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
