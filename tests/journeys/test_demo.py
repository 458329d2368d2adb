"""The demonstration keeps its promises, looked at from outside: through the command line and in the homes."""

import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from desktop.actions import intake
from desktop.actions.opening import Surroundings
from desktop.app import App, build
from desktop.cli.demo import run_demo
from desktop.store.projection import projection_hash, rebuild
from tests.cli.calling import run
from tests.demo import aspirations, load, refs, steps
from tests.journeys.playing import INDUK, Play

KNOWN_REFUSALS = {"file_not_for_you"}


def assigned() -> dict[str, dict[str, bool]]:
    """Agency → what the story ever gave it → whether the citizen must be reached."""
    found: dict[str, dict[str, bool]] = {}
    for step in steps("assign"):
        for ref in refs(step):
            found.setdefault(step["agency"], {})[ref] = bool(step.get("contact"))
            for helper in step.get("support", []):
                found.setdefault(helper, {}).setdefault(ref, False)
    return found


def answers() -> dict[str, str]:
    return {step["aspiration"]: step["text"] for step in steps("followup") if step["status"] == "ditanggapi"}


def test_it_says_that_every_promise_is_kept(play: Play) -> None:
    assert play.report["ok"] is True
    assert [check["name"] for check in play.report["checks"] if not check["ok"]] == []
    assert len(play.report["checks"]) >= 10
    assert play.report["counts"]["aspirations"] == len(aspirations())
    assert play.report["counts"]["homes"] == len(load("people.json")["homes"]) == len(play.homes)


def test_each_aspiration_is_at_the_laptop_induk_once(play: Play) -> None:
    held = play.held(INDUK)
    assert Counter(item["text"] for item in held) == Counter(row["text"] for row in aspirations().values())
    assert max(Counter(item["code"] for item in held).values()) == 1


def test_the_story_ends_as_it_says(play: Play) -> None:
    status = {item["code"]: item["status"] for item in play.held(INDUK)}
    found = {ref: status[code] for ref, code in play.codes.items()}
    assert found == {ref: name for name, ended in load("story.json")["ends"].items() for ref in ended}


def test_each_assigned_one_is_at_its_lead_and_no_skpd_has_another_s(play: Play) -> None:
    leads = {item["code"]: item["agency"] for item in play.held(INDUK) if item["agency"]}
    on_paper = load("story.json")["facts"]["paper_only"].partition(":")[2]
    assert set(leads.values()) == {*play.agencies, on_paper}
    for agency, home in play.agencies.items():
        held = {item["code"] for item in play.held(home)}
        assert {code for code, lead in leads.items() if lead == agency} <= held
        assert held == {play.codes[ref] for ref in assigned()[agency]}


def test_no_skpd_can_read_who_said_it_unless_it_must_reach_him(play: Play) -> None:
    """Whatever the lists show: the names, numbers and secret words stand in no event that is kept there."""
    for agency, home in play.agencies.items():
        known = "\n".join(play.bodies(home).values())
        for ref, row in aspirations().items():
            citizen, contact = row["citizen"], assigned()[agency].get(ref, False)
            private = [citizen[name] for name in ("nik", "phone") if name in citizen]
            private += [citizen["name"]] if "name" in citizen else []
            if citizen["mode"] == "secret" or ref not in assigned()[agency]:
                private.append(row["text"])
            found = [text for text in private if json.dumps(text, ensure_ascii=False)[1:-1] in known]
            assert bool(found) is contact, f"{agency} {ref}"


def test_each_answer_is_back_at_the_officer_of_the_village(play: Play) -> None:
    replaced = {row.get("replaces"): row["id"] for row in load("people.json")["homes"]}
    for step in steps("record"):
        home = replaced.get(step["home"], step["home"])
        wanted = {ref: text for ref, text in answers().items() if ref.split(".")[0] == str(step["visit"])}
        for ref, text in wanted.items():
            shown = play.ask(home, "aspiration", "show", play.codes[ref])
            assert text in [(row["answer"] or {}).get("text") for row in shown["assignments"]], ref
        village = load(f"visits/{step['visit']}.json")["village"]
        listed = {item["code"] for item in play.ask(home, "answers", "--village", village)["items"]}
        running = {ref for ref in wanted if ref != load("story.json")["facts"]["reopened"]}
        assert {play.codes[ref] for ref in running} <= listed


def test_a_restricted_report_exists_only_for_its_author_and_the_keeper(play: Play) -> None:
    facts, author = load("story.json")["facts"], {step["visit"]: step["home"] for step in steps("record")}
    things = {item["code"]: item["id"] for item in play.held(INDUK)}
    for ref in (facts["restricted"], facts["restricted_by_category"]):
        thing, text = things[play.codes[ref]], aspirations()[ref]["text"]
        holders = {
            home
            for home in play.homes
            if any(thing in body or text in body for body in play.bodies(home).values())
        }
        assert holders == {INDUK, author[int(ref.split(".")[0])]}
        assert text not in (play.folder / "cerita.md").read_text(encoding="utf-8")


def test_both_values_of_the_conflict_are_kept_with_who_gave_them(play: Play) -> None:
    fact = load("story.json")["facts"]["conflict"]
    [conflict] = play.ask(INDUK, "conflict", "list")["items"]
    assert conflict["code"] == play.codes[fact["aspiration"]]
    names = {row["id"]: row["name"] for row in load("people.json")["homes"]}
    wanted = {names[home]: value for home, value in fact["values"].items()}
    found = {
        name: head["value"] for head in conflict["heads"] for name in wanted if head["who"].startswith(name)
    }
    assert found == wanted


def test_the_numbers_of_the_story_are_those_of_the_homes(play: Play) -> None:
    lines = (play.folder / "cerita.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    told = {row[0]: row[1:] for row in rows if len(row) == 9}
    for home, at in play.homes.items():
        with play.session(home) as session:
            count = session.store.connection.execute(
                """SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM aspiration),
                (SELECT count(*) FROM blob WHERE present = 1), (SELECT count(*) FROM conflict),
                (SELECT count(*) FROM event WHERE state = 1)"""
            ).fetchone()
        numbers = [at[name] for name in ("visits", "aspirations", "photos", "conflicts", "held")]
        assert numbers == list(count), home
        order = ("visits", "aspirations", "recorded", "assigned", "others", "photos", "conflicts", "held")
        assert told[at["laptop"]] == [str(at[name]) for name in order]
    others = [at for home, at in play.homes.items() if home != INDUK]
    induk = play.homes[INDUK]
    assert sum(at["recorded"] for at in others) == induk["aspirations"]
    desks = [play.homes[home] for home in play.agencies.values()]
    on_paper = [row for row in play.held(INDUK) if row["agency"] and row["agency"] not in play.agencies]
    assert [play.codes[ref] for ref in ("2.5",)] == [row["code"] for row in on_paper]
    assert sum(at["assigned"] for at in desks) + len(on_paper) == induk["assigned"]


def test_no_secret_is_printed(play: Play) -> None:
    said = play.result.out + play.result.err + (play.folder / "cerita.md").read_text(encoding="utf-8")
    words = [path.read_text().strip() for path in (play.folder / "sandi").iterdir()]
    sheets = "".join(path.read_text(encoding="utf-8") for path in (play.folder / "lembar").glob("*.txt"))
    papers = re.findall(r"(?:[0-9A-Z]{5}-){5,}[0-9A-Z]{5}", sheets)
    people = [row["citizen"].get(name) for row in aspirations().values() for name in ("nik", "phone", "name")]
    assert len(words) == len(play.homes)
    assert len(papers) >= len(play.homes) + 3, (
        "a laptop each, the district's root, two halves for the offices"
    )
    assert [text for text in (*words, *papers, *filter(None, people)) if text in said] == []


def test_the_story_keeps_the_words_of_secret_citizens_to_itself(play: Play) -> None:
    tale = (play.folder / "cerita.md").read_text(encoding="utf-8")
    secret = [row for row in aspirations().values() if row["citizen"]["mode"] == "secret"]
    private = [row[name] for row in secret for name in ("title", "text") if name in row]
    assert [text for text in private if text[:40] in tale] == []


def test_all_files_again_in_any_order_change_nothing(play: Play) -> None:
    files, lost = play.files(lost=False), play.files(lost=True)
    assert lost
    for number, home in enumerate(play.homes):
        with play.session(home) as session:
            before = projection_hash(session.store)
            again = random.Random(number).sample(files, len(files))
            taken = intake.take_in(session, again)["files"]
            assert {file["result"] for file in taken} <= {"nothing_new", "refused"}
            reasons = {file["error"]["code"] for file in taken if file["result"] == "refused"}
            assert reasons <= KNOWN_REFUSALS, home
            # The stick comes out of the river after all: everything on it is known.
            assert sum(file["new"] for file in intake.take_in(session, lost)["files"]) == 0
            assert projection_hash(session.store) == before, home
            with session.store.transaction():
                rebuild(session.store, session.log, session.roster)
            assert projection_hash(session.store) == before, home


def test_all_letters_again_at_any_desk_change_nothing(play: Play) -> None:
    """Whoever has the ordinary files has all of it; whom a letter is not for cannot open it."""
    letters = [Path(one["path"]) for one in play.report["letters"] if one["data"]]
    for home in (INDUK, "petugas1", "pupr", "distan"):
        with play.session(home) as session:
            before = projection_hash(session.store)
            taken = intake.take_in(session, letters[::4])["files"]
            reasons = {file["error"]["code"] for file in taken if file["result"] == "refused"}
            assert reasons <= {*KNOWN_REFUSALS, "file_other_desk", "sender_not_for_you"}, home
            assert projection_hash(session.store) == before, home


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "catatan.txt"
    kept.write_text("punya orang")
    result = run("--demo", "--out", tmp_path, "--json", demo=run_demo)
    assert (result.code, result.error) == (3, "demo_out_full")
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]
    result = run("--demo", "--out", kept, "--json", demo=run_demo)
    assert (result.code, result.error) == (3, "demo_out_file")


@dataclass(frozen=True)
class Interrupted(App):
    """Somebody presses Ctrl+C when the second laptop is being made."""

    def surroundings(self, home: Path | None, at: datetime | None = None) -> Surroundings:
        if home is not None and home.name == "petugas1":
            raise KeyboardInterrupt
        return super().surroundings(home, at)


def test_breaking_off_leaves_no_throw_away_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    parts = build()
    app = Interrupted(parts.catalogue, parts.settings, parts.version)
    result = run("--demo", "--json", app=app, demo=run_demo)
    assert (result.code, result.error) == (1, "cancelled")
    assert list(tmp_path.iterdir()) == []
    assert "[2/" in result.err
