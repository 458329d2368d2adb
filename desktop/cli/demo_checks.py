"""The demonstration checks itself: who holds what at the end, and whether the numbers add up."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.cli.demo_enrol import INDUK
from desktop.cli.demo_paper_checks import reused_numbers, telling_papers, wrong_data, wrong_letters
from desktop.cli.demo_stage import Person, Stage, shipped

_IDENTITY = {"name", "nik", "phone"}
_ANSWERED, _RETURNED = "ditanggapi", "dikembalikan"
_PAGE = ("--limit", "500")


@dataclass(frozen=True, slots=True)
class Holding:
    """What one home holds at the end, as its own lists say.

    Attributes:
        person: whose.
        items: code → aspiration as `aspiration list` shows it, restricted ones too.
        doubled: codes that stand in the list more than once.
        recorded: how many of them were written there.
        visits: kunjungan.
        photos: files of photos.
        conflicts: as `conflict list` shows them.
        held: late events that wait for a decision.
        healthy: what `check` says.
    """

    person: Person
    items: dict[str, Mapping[str, Any]]
    doubled: list[str]
    recorded: int
    visits: int
    photos: int
    conflicts: list[Mapping[str, Any]]
    held: int
    healthy: bool

    @property
    def assigned(self) -> int:
        """Aspirations an SKPD leads on: this one, or at other desks any; not those it gave back."""
        own = self.person.agency
        leads = [item["agency"] for item in self.items.values() if item["status"] != _RETURNED]
        return sum(lead == own if own else bool(lead) for lead in leads)

    @property
    def others(self) -> int:
        """Aspirations at an SKPD that only supports, or that gave them back."""
        return len(self.items) - self.assigned if self.person.agency else 0

    def row(self) -> dict[str, Any]:
        """Its line in the table of who has what."""
        return {
            "id": self.person.id,
            "laptop": self.person.laptop,
            "visits": self.visits,
            "aspirations": len(self.items),
            "recorded": self.recorded,
            "assigned": self.assigned,
            "others": self.others,
            "photos": self.photos,
            "conflicts": len(self.conflicts),
            "held": self.held,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: its name in the catalogue, and what breaks it."""

    name: str
    broken: list[str]

    @property
    def ok(self) -> bool:
        """Whether it is kept."""
        return not self.broken


def look(stage: Stage, at: str) -> dict[str, Holding]:
    """What every home holds, asked through its own command line."""
    return {home: _look(stage, home, at) for home in stage.people}


def _look(stage: Stage, home: str, at: str) -> Holding:
    def ask(*argv: str) -> Mapping[str, Any]:
        return stage.run(home, at, *argv)

    rows = ask("aspiration", "list", *_PAGE)["items"]
    rows += ask("aspiration", "list", *_PAGE, "--where", "restricted=true")["items"]
    counts = Counter(row["code"] for row in rows)
    written = {stage.visits[number] for number, author in stage.recorders.items() if author == home}
    blobs = stage.home(home) / "blobs"
    return Holding(
        person=stage.people[home],
        items={row["code"]: row for row in rows},
        doubled=[code for code, count in counts.items() if count > 1],
        recorded=sum(row["visit"] in written for row in rows),
        visits=len(ask("visit", "list", *_PAGE)["items"]),
        photos=sum(path.is_file() for path in blobs.rglob("*")),
        conflicts=ask("conflict", "list")["items"],
        held=len(ask("review", "list")["items"]),
        healthy=ask("check")["ok"],
    )


def examine(
    stage: Stage, holdings: Mapping[str, Holding], register: Mapping[str, Mapping[str, Any]], at: str
) -> list[Check]:
    """Every promise of the demonstration, kept or broken by which aspirations, homes or papers."""
    story, shown = shipped("story.json"), {code: ref for ref, code in stage.codes.items()}
    told = list(_answers(stage, story, at))
    checks: list[tuple[str, Callable[[], Iterator[str]]]] = [
        ("once", lambda: _not_once(stage, holdings[INDUK])),
        ("ends", lambda: _other_ends(stage, holdings[INDUK], story["ends"])),
        ("lead", lambda: _not_at_lead(holdings)),
        ("foreign", lambda: _foreign(stage, holdings)),
        ("identity", lambda: _identity(stage, holdings)),
        ("restricted", lambda: _restricted(stage, holdings, story)),
        ("answers", lambda: iter(told)),
        ("conflict", lambda: _conflict(stage, holdings[INDUK], story["facts"]["conflict"])),
        ("late", lambda: _late(stage, holdings[INDUK], story["facts"])),
        ("sums", lambda: _sums(holdings)),
        ("letters", lambda: wrong_letters(stage, register, at)),
        ("numbers", lambda: reused_numbers(register)),
        ("data", lambda: wrong_data(stage, at)),
        ("papers", lambda: telling_papers(stage)),
        ("healthy", lambda: (home for home, holding in holdings.items() if not holding.healthy)),
    ]
    return [Check(name, [shown.get(one, one) for one in find()]) for name, find in checks]


def letters_of(stage: Stage, at: str) -> dict[str, Mapping[str, Any]]:
    """The register of letters: id → letter as `letter list` shows it."""
    return {item["id"]: item for item in stage.run(INDUK, at, "letter", "list", *_PAGE)["items"]}


def _not_once(stage: Stage, induk: Holding) -> Iterator[str]:
    yield from set(stage.codes.values()) ^ induk.items.keys()
    yield from induk.doubled


def _other_ends(stage: Stage, induk: Holding, ends: Mapping[str, list[str]]) -> Iterator[str]:
    wanted = {stage.codes[ref]: status for status, refs in ends.items() for ref in refs}
    yield from (code for code, item in induk.items.items() if item["status"] != wanted.get(code))


def _not_at_lead(holdings: Mapping[str, Holding]) -> Iterator[str]:
    homes = {holding.person.agency: holding for holding in holdings.values()}
    for code, item in holdings[INDUK].items.items():
        holder = homes.get(item["agency"])
        if item["agency"] and holder and code not in holder.items:
            yield code


def _foreign(stage: Stage, holdings: Mapping[str, Holding]) -> Iterator[str]:
    for holding in holdings.values():
        if agency := holding.person.agency:
            yield from holding.items.keys() - stage.assigned.get(agency, {}).keys()


def _identity(stage: Stage, holdings: Mapping[str, Holding]) -> Iterator[str]:
    """An SKPD knows who said it only where it must reach him, and never the words of a secret citizen."""
    for holding in holdings.values():
        agency = holding.person.agency
        for code, item in holding.items.items() if agency else ():
            named = not _IDENTITY.isdisjoint(item["citizen"])
            hidden = item["mode"] == "secret"
            if named != stage.assigned[agency].get(code, False) or (hidden and (named or item["text"])):
                yield code


def _restricted(stage: Stage, holdings: Mapping[str, Holding], story: Mapping[str, Any]) -> Iterator[str]:
    facts = story["facts"]
    for ref in (facts["restricted"], facts["restricted_by_category"]):
        held = {home for home, holding in holdings.items() if stage.codes[ref] in holding.items}
        if held != {INDUK, stage.recorders[_visit(ref)]}:
            yield ref


def _answers(stage: Stage, story: Mapping[str, Any], at: str) -> Iterator[str]:
    """Answers that are not back at the officer of the village, or at the laptop that replaces his."""
    replaced = {person.replaces: home for home, person in stage.people.items() if person.replaces}
    for step in story["steps"]:
        if step["act"] == "followup" and step["status"] == _ANSWERED:
            ref = step["aspiration"]
            author = stage.recorders[_visit(ref)]
            home = replaced.get(author, author)
            shown = stage.run(home, at, "aspiration", "show", stage.codes[ref])
            texts = [(row["answer"] or {}).get("text") for row in shown["assignments"]]
            if step["text"] not in texts:
                yield ref


def _conflict(stage: Stage, induk: Holding, fact: Mapping[str, Any]) -> Iterator[str]:
    """The one conflict is there, with both values and who gave them."""
    found = [
        (item["code"], item["field"].partition(".")[0], sorted(head["value"] for head in item["heads"]))
        for item in induk.conflicts
    ]
    code = stage.codes[fact["aspiration"]]
    if found != [(code, fact["field"], sorted(fact["values"].values()))]:
        yield code


def _late(stage: Stage, induk: Holding, facts: Mapping[str, Any]) -> Iterator[str]:
    """The late file was held and decided; the lost one is named, and nothing of it is missing."""
    if not any(file["held"] for file in stage.reports[facts["late"]]) or induk.held:
        yield facts["late"]
    if not any(file["gaps"] for file in stage.reports[facts["held_again"]]):
        yield facts["held_again"]
    if facts["lost"] in stage.reports:
        yield facts["lost"]


def _sums(holdings: Mapping[str, Holding]) -> Iterator[str]:
    """What was recorded at each laptop, and given to each SKPD, is what the laptop induk has."""
    induk = holdings[INDUK]
    others = [holding for home, holding in holdings.items() if home != INDUK]
    if sum(holding.recorded for holding in others) != len(induk.items):
        yield "recorded"
    agencies = [holding for holding in others if holding.person.agency]
    if sum(holding.assigned for holding in agencies) + len(on_paper(holdings)) != induk.assigned:
        yield "assigned"


def on_paper(holdings: Mapping[str, Holding]) -> list[str]:
    """Codes assigned to an SKPD that has no laptop: only paper reaches it."""
    known = {holding.person.agency for holding in holdings.values()}
    items = holdings[INDUK].items
    return [code for code, item in items.items() if item["agency"] and item["agency"] not in known]


def _visit(ref: str) -> int:
    """The number of the visit an aspiration "visit.index" belongs to."""
    return int(ref.partition(".")[0])
