"""The stage of the demonstration: its homes, its folders, and the one way a command is run in it."""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.opening import Surroundings
from desktop.actions.parts import App
from desktop.actions.region_pack import ResourceTexts
from desktop.catalogue import Catalogue
from desktop.cli.commands import perform
from desktop.cli.index import COMMANDS
from desktop.cli.paper_file import claimed
from desktop.cli.parser import Parser, build
from desktop.errors import UserError
from desktop.paths import RESOURCES

if TYPE_CHECKING:
    from reports.press import Press

SHIPPED = RESOURCES / "demo"
HOMES, FILES, LOST, SHEETS, WORDS = "rumah", "berkas", "hilang", "lembar", "sandi"
LETTERS, PAPERS = "surat", "kertas"
FAILED = 1


class OnePress:
    """The parts of the program with one press for all: loading its fonts takes longer than a letter."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._press: Press | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Every sentence."""
        return self._app.catalogue

    @property
    def version(self) -> str:
        """The program's own."""
        return self._app.version

    def surroundings(self, home: Path | None, at: datetime | None) -> Surroundings:
        """As the program's."""
        return self._app.surroundings(home, at)

    def resources(self) -> ResourceTexts:
        """As the program's."""
        return self._app.resources()

    def press(self) -> "Press":
        """The same at each call."""
        self._press = self._press or self._app.press()
        return self._press


@dataclass(frozen=True, slots=True)
class Person:
    """One installation: whose it is, at which desk, and which laptop it replaces."""

    id: str
    desk: str
    laptop: str
    name: str
    nip: str
    agency: str = ""
    replaces: str = ""


@dataclass(slots=True)
class Parcel:
    """The files one export made: under which label, by and for whom, and whether they were lost."""

    label: str
    home: str
    to: str
    files: list[dict[str, Any]]
    lost: bool = False

    @property
    def paths(self) -> list[str]:
        """Where the files lie."""
        return [str(file["path"]) for file in self.files]


@dataclass(frozen=True, slots=True)
class Paper:
    """Something printed that is no letter: what, in which home, where it lies, how many pages."""

    kind: str
    home: str
    path: str
    pages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the chronicle: when, at which home, what happened, what came of it."""

    at: str
    home: str
    what: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is going to happen: when, at which home, in words; `act` answers what is worth noting."""

    at: str
    home: str
    what: str
    act: Callable[[], list[str]]


@dataclass
class Stage:
    """The practice district while it plays.

    Attributes:
        app: the parts of the program.
        folder: everything lies below it.
        say: takes lines of progress.
        people: id → installation.
        district: ``district.json``.
        codes: "visit.index" → tracking code.
        visits: number → the visit's id.
        recorders: number of the visit → the home that recorded it.
        writers: home → its writer.
        parcels: label → the files of an export, in the order they were made.
        assigned: agency → codes it was ever given, → whether with the identity.
        reports: label → what the imports of its files said.
        letters: label → what `letter make` said of it.
        brought: label of a letter → the home that took it in, and the codes that came with it.
        papers: what else was printed.
        chronicle: what happened.
    """

    app: App
    folder: Path
    say: Callable[[str], None]
    people: dict[str, Person] = field(init=False)
    district: dict[str, Any] = field(init=False)
    codes: dict[str, str] = field(default_factory=dict)
    visits: dict[int, str] = field(default_factory=dict)
    recorders: dict[int, str] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    parcels: dict[str, Parcel] = field(default_factory=dict)
    assigned: dict[str, dict[str, bool]] = field(default_factory=dict)
    reports: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    letters: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    brought: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    chronicle: list[Entry] = field(default_factory=list)
    pack: tuple[Path, str] = field(init=False)
    _parser: Parser = field(init=False)

    def __post_init__(self) -> None:
        self.app = OnePress(self.app)
        self._parser = build(COMMANDS, self.app.catalogue)
        self.district = shipped("district.json")
        names = Person.__dataclass_fields__
        rows = [{name: row[name] for name in row if name in names} for row in shipped("people.json")["homes"]]
        self.people = {row["id"]: Person(**row) for row in rows}
        for name in (HOMES, FILES, SHEETS, WORDS, LETTERS, PAPERS):
            (self.folder / name).mkdir(parents=True)

    @property
    def words(self) -> Catalogue:
        """Every sentence."""
        return self.app.catalogue

    def home(self, home: str) -> Path:
        """The data folder of an installation."""
        return self.folder / HOMES / home

    def passphrase_file(self, home: str) -> Path:
        """Where the passphrase of an installation stands: these are practice homes."""
        return self.folder / WORDS / f"{home}.txt"

    def new_passphrase(self, home: str) -> None:
        """Chooses the passphrase of a home that is about to be made."""
        with claimed(self.passphrase_file(home)) as paper:
            if paper:
                paper.write(f"{secrets.token_hex(8)}\n")

    def run(self, home: str, at: str, *argv: str | Path) -> Mapping[str, Any]:
        """Runs a command in a home, as it would be typed; answers its JSON document.

        Args:
            home: an id of `people`.
            at: what the clock shows, ISO 8601.
            argv: the command and its arguments.

        Raises:
            UserError: ``demo_step`` (exit 1) with the sentence of what was refused.
        """
        around = ["--home", self.home(home), "--passphrase-file", self.passphrase_file(home), "--at", at]
        typed = [str(word) for word in (*around, *argv)]
        try:
            answer = perform(typed, self.app, self._parser, self.say)
        except UserError as error:
            message, hint = self.words.sentence(error)
            raise self._failed(home, argv, f"{message} {hint}".strip()) from error
        if answer.exit_code:
            refused = [file.get("error", {}).get("message", "") for file in answer.data.get("files", ())]
            raise self._failed(home, argv, " ".join(filter(None, refused)))
        return answer.data

    def _failed(self, home: str, argv: tuple[str | Path, ...], problem: str) -> UserError:
        command = " ".join(str(word) for word in argv[:2])
        laptop = self.people[home].laptop
        return UserError("demo_step", exit_code=FAILED, laptop=laptop, command=command, problem=problem)

    def shelf(self, name: str) -> Path:
        """A folder for files that are no sync files."""
        folder = self.folder / FILES / name
        folder.mkdir(exist_ok=True)
        return folder

    def parcel_folder(self, label: str) -> Path:
        """Where an export puts its files."""
        return self.folder / FILES / label

    def note_parcel(self, label: str, home: str, to: str, files: list[dict[str, Any]]) -> None:
        """Remembers what an export made."""
        self.parcels[label] = Parcel(label, home, to, files)

    def lose(self, label: str) -> None:
        """The files never arrive: they are put aside and stay there."""
        aside = self.folder / FILES / LOST
        aside.mkdir(exist_ok=True)
        shutil.move(self.parcel_folder(label), aside / label)
        parcel = self.parcels[label]
        parcel.lost = True
        parcel.files = [
            {**file, "path": str(aside / label / Path(file["path"]).name)} for file in parcel.files
        ]


def shipped(name: str) -> Any:
    """A table of the practice district that the program brings."""
    return json.loads((SHIPPED / name).read_text(encoding="utf-8"))
