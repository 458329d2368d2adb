"""The story of the demonstration as a page to read: people, villages, days, and who has what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop.cli.demo_checks import Check, Holding, on_paper
from desktop.cli.demo_enrol import INDUK
from desktop.cli.demo_stage import Entry, Stage, shipped
from desktop.cli.demo_tale_papers import letters_told, papers_told, rows_of
from desktop.cli.output import printable
from desktop.core.dates import format_date, format_day

COLUMNS = (
    *("laptop", "visits", "aspirations", "recorded", "assigned", "others"),
    *("photos", "conflicts", "held"),
)
_NUMBERS = COLUMNS[1:]
_BRIEF = 90


def tale(
    stage: Stage,
    holdings: Mapping[str, Holding],
    checks: Sequence[Check],
    register: Mapping[str, Mapping[str, Any]],
) -> str:
    """The whole page, Markdown; `register` as `letter list` shows it, by id."""
    parts = [
        stage.words.text("demo_tale_intro", district=stage.district["name"], homes=len(stage.people)),
        stage.words.text("demo_tale_people"),
        _people(stage),
        stage.words.text("demo_tale_villages"),
        *(_village(stage, row, holdings) for row in stage.district["villages"]),
        stage.words.text("demo_tale_special"),
        _special(stage),
        stage.words.text("demo_tale_letters"),
        letters_told(stage, register),
        papers_told(stage),
        stage.words.text("demo_tale_table"),
        who_has_what(stage, holdings),
        _sums(stage, holdings),
        stage.words.text("demo_tale_checks"),
        "\n".join(f"- {'✓' if check.ok else '✗'} {check_line(stage, check)}" for check in checks),
        stage.words.text("demo_tale_days"),
        *_days(stage),
        stage.words.text(
            "demo_tale_try", folder=stage.folder, code=stage.codes[_facts()["answered_and_satisfied"]]
        ),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def check_line(stage: Stage, check: Check) -> str:
    """A promise in words, and what breaks it."""
    text = stage.words.text(f"demo_check_{check.name}")
    return (
        text if check.ok else f"{text} {stage.words.text('demo_check_broken', what=', '.join(check.broken))}"
    )


def who_has_what(stage: Stage, holdings: Mapping[str, Holding]) -> str:
    """The table of all homes."""
    labels = [stage.words.text(f"field_{name}") for name in COLUMNS]
    rows = [holding.row() for holding in holdings.values()]
    cells = ([str(row[name]) for name in COLUMNS] for row in rows)
    return rows_of(labels, cells, right=len(_NUMBERS))


def _people(stage: Stage) -> str:
    labels = [stage.words.text(f"field_{name}") for name in ("home", "laptop", "owner", "desks")]
    rows = [
        [f"`rumah/{one.id}`", one.laptop, one.name, stage.words.text(f"demo_desk_{one.desk}")]
        for one in stage.people.values()
    ]
    return rows_of(labels, rows)


def _village(stage: Stage, place: Mapping[str, Any], holdings: Mapping[str, Holding]) -> str:
    """One visit: where, when, who came, and what became of each aspiration that may be told."""
    number = place["visit"]
    visit = shipped(f"visits/{number}.json")
    codes = {ref: code for ref, code in stage.codes.items() if ref.startswith(f"{number}.")}
    items = {ref: holdings[INDUK].items[code] for ref, code in codes.items() if code in holdings[INDUK].items}
    told = {ref: item for ref, item in items.items() if not item["restricted"]}
    officer = stage.people[stage.recorders[number]]
    attendance = visit["attendance"]
    intro = stage.words.text(
        "demo_tale_village",
        number=number,
        name=place["name"],
        district=place["kecamatan"],
        day=_day(date.fromisoformat(visit["date"])),
        start=visit["start"].replace(":", "."),
        end=visit["end"].replace(":", "."),
        place=visit["place"],
        male=attendance["male"],
        female=attendance["female"],
        officer=officer.name,
        laptop=officer.laptop,
        count=len(codes),
        notes=visit["notes"],
    )
    labels = ["No.", *(stage.words.text(f"field_{name}") for name in ("code", "title", "status", "agency"))]
    rows = [
        [ref, item["code"], _brief(stage, item), _words(item), item["agency"] or "–"]
        for ref, item in told.items()
    ]
    hidden = len(items) - len(told)
    closing = [stage.words.text("demo_tale_hidden", count=hidden)] if hidden else []
    return "\n\n".join([intro.strip("\n"), rows_of(labels, rows), *closing])


def _brief(stage: Stage, item: Mapping[str, Any]) -> str:
    """What was said, in short; of a citizen who is kept secret only the coordinator's summary."""
    if item["mode"] == "secret":
        text = item["summary"] or stage.words.text("demo_tale_secret")
    else:
        text = item["title"] or item["text"] or "–"
    text = " ".join(printable(text).split())
    return text if len(text) <= _BRIEF else text[:_BRIEF].rsplit(" ", 1)[0] + " …"


def _words(item: Mapping[str, Any]) -> str:
    status = str(item["status"]).replace("_", " ").replace("skpd", "SKPD")
    return f"{status} ({item['duplicate_of']})" if item["duplicate_of"] else status


def _special(stage: Stage) -> str:
    facts = _facts()
    values = {name: f"{ref} (`{stage.codes[ref]}`)" for name, ref in facts.items() if str(ref) in stage.codes}
    conflict = facts["conflict"]
    values["conflict"] = f"{conflict['aspiration']} (`{stage.codes[conflict['aspiration']]}`)"
    held = sum(file["held"] for file in stage.reports[facts["late"]])
    given = " / ".join(str(value) for value in conflict["values"].values())
    # Of what is restricted a document does not even tell the code.
    hidden = ("restricted", "restricted_by_category")
    plain = {name: facts[name] for name in ("lost", "held_again", "late", *hidden)}
    named = ("letter_only", "paper_only", "voided")
    letters = {name: Path(stage.letters[facts[name]]["path"]).name for name in named}
    return stage.words.text("demo_tale_facts", **{**values, **plain, **letters}, values=given, events=held)


def _sums(stage: Stage, holdings: Mapping[str, Holding]) -> str:
    def terms(name: str, homes: Iterable[Holding]) -> str:
        return " + ".join(str(row[name]) for row in (one.row() for one in homes) if row[name])

    others = [holding for home, holding in holdings.items() if home != INDUK]
    agencies = [holding for holding in others if holding.person.agency]
    induk = holdings[INDUK].row()
    return stage.words.text(
        "demo_tale_sums",
        recorded=terms("recorded", others),
        aspirations=induk["aspirations"],
        given=terms("assigned", agencies),
        paper=len(on_paper(holdings)),
        assigned=induk["assigned"],
    )


def _days(stage: Stage) -> Iterator[str]:
    """The chronicle, day by day."""
    for day, entries in groupby(stage.chronicle, key=lambda entry: entry.at[:10]):
        lines = "\n".join(_line(stage, entry) for entry in entries)
        yield f"### {_day(date.fromisoformat(day))}\n\n{lines}"


def _line(stage: Stage, entry: Entry) -> str:
    at = datetime.fromisoformat(entry.at).strftime("%H.%M")
    notes = "".join(f"\n  - {note}" for note in entry.notes)
    return f"- {at} **{stage.people[entry.home].laptop}**: {entry.what}{notes}"


def _day(day: date) -> str:
    return f"{format_day(day)}, {format_date(day)}"


def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = shipped("story.json")["facts"]
    return facts
