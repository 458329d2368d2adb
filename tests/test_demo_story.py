"""The demo's story adds up: it ends where it says, and nobody acts on what he cannot know."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from tests.demo import aspirations, load, refs, steps, words

OUTCOMES = words("selesai_di_tempat dikerjakan dianggarkan diusulkan dijelaskan tidak_dapat diteruskan")
STATUSES = words(
    "ditarik duplikat diarsipkan bukan_kewenangan selesai belum_puas disampaikan ditanggapi diproses "
    "dikembalikan diterima_skpd dibuka_kembali ditugaskan perlu_data diverifikasi dicatat"
)
KINDS = words("penugasan koordinasi pengingat nota_dinas surat_tugas")
REASONED = {"archive", "outside", "return", "withdraw", "reopen", "close", "ask", "retire", "review"}


def homes() -> list[Any]:
    found: list[Any] = load("people.json")["homes"]
    return found


def travel() -> tuple[list[Any], list[str]]:
    """What the laptop induk holds at the end, in order of arrival, and what was done unknowing."""
    held: dict[str, list[Any]] = defaultdict(list)
    files: dict[str, list[Any]] = {}
    blind = []
    for step in steps():
        home, act = step["home"], step["act"]
        if act == "record":
            held[home] += [{"act": "recorded", "aspiration": ref} for ref in recorded(step["visit"])]
        elif act == "add":
            held[home] += [{"act": "recorded", "aspiration": ref} for ref in recorded(step["visit"], True)]
        elif act == "send":
            files[step["file"]] = [
                row for row in held[home] if not step["to"].startswith("agency:") or concerns(row, step, held)
            ]
        elif act == "letter":
            files |= carried(step, held["induk"], files)
        elif act == "lose":
            del files[step["file"]]
        elif act == "take":
            names = [*step.get("files", []), *step.get("letters", [])]
            new = [row for name in names for row in files[name] if row not in held[home]]
            held[home] += [row for index, row in enumerate(new) if row not in new[:index]]
            leads = [row for row in new if row["act"] == "assign" and row["agency"].lower() == home]
            held[home] += [
                {"act": "received", "aspirations": refs(row), "by": row["agency"]} for row in leads
            ]
        else:
            known = {ref for row in held[home] for ref in refs(row)}
            blind += [f"{step['at']} {ref}" for ref in refs(step) if ref not in known]
            held[home].append(step)
    return held["induk"], blind


def carried(step: Any, held: list[Any], files: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What the data in letters of assignment brings: of each SKPD, what no earlier letter named."""
    if step["kind"] != "penugasan" or "instead_of" in step:
        return {}
    given = [row for row in held if row["act"] == "assign"]
    agencies = {agency for row in given for agency in [row["agency"], *row.get("support", [])]}
    found = {}
    for agency in agencies:
        earlier = [row for name, rows in files.items() if name.endswith(f":{agency}") for row in rows]
        mine = [row for row in given if agency in [row["agency"], *row.get("support", [])]]
        named = {ref for row in mine if row not in earlier for ref in refs(row)}
        found[f"{step['letter']}:{agency}"] = [row for row in held if named & set(refs(row))]
    return found


def recorded(visit: int, late: bool = False) -> list[str]:
    before = len(load(f"visits/{visit}.json")["aspirations"])
    rows = [ref for ref in aspirations() if ref.split(".")[0] == str(visit)]
    return rows[before:] if late else rows[:before]


def concerns(row: Any, step: Any, held: dict[str, list[Any]]) -> bool:
    agency = step["to"].removeprefix("agency:")
    mine = [
        r
        for r in held[step["home"]]
        if r["act"] == "assign" and agency in [r["agency"], *r.get("support", [])]
    ]
    return bool(set(refs(row)) & {ref for r in mine for ref in refs(r)})


def status(rows: list[Any]) -> str:
    """The first match of the contract's list, over one aspiration's acts in order."""
    acts = [row["act"] for row in rows]
    for act, name in (("withdraw", "ditarik"), ("join", "duplikat"), ("archive", "diarsipkan")):
        if act in acts:
            return name
    if "outside" in acts or "close" in acts:
        return "bukan_kewenangan" if "outside" in acts else "selesai"
    if "reopen" in acts:
        rows = rows[acts.index("reopen") + 1 :]
    told = [row.get("satisfied", 0) for row in rows if row["act"] == "tell"]
    if told:
        return "disampaikan" if not told[-1] else "selesai" if told[-1] >= 3 else "belum_puas"
    return desk_status(rows, acts)


def desk_status(rows: list[Any], acts: list[str]) -> str:
    for row in reversed(rows):
        if row["act"] == "followup":
            return str(row["status"])
        if row["act"] in {"return", "received", "assign"}:
            return {"return": "dikembalikan", "received": "diterima_skpd"}.get(row["act"], "ditugaskan")
    if "reopen" in acts:
        return "dibuka_kembali"
    return "perlu_data" if "ask" in acts else "diverifikasi" if "verify" in acts else "dicatat"


def test_the_story_ends_as_it_says() -> None:
    held, _ = travel()
    found = {ref: status([row for row in held if ref in refs(row)]) for ref in aspirations()}
    assert found == {ref: name for name, rows in load("story.json")["ends"].items() for ref in rows}


def test_nobody_acts_on_what_he_cannot_know() -> None:
    assert travel()[1] == []


def test_special_cases_stand_in_the_steps() -> None:
    facts, ends = load("story.json")["facts"], load("story.json")["ends"]
    acts = {
        act: [ref for step in steps(act) for ref in refs(step)] for act in ("reopen", "withdraw", "return")
    }
    assert acts["reopen"] == [facts["reopened"]]
    assert acts["withdraw"] == [facts["withdrawn"]]
    assert set(acts["return"]) == {facts["returned"], facts["reassigned"]}
    assert [step["file"] for step in steps("lose")] == [facts["lost"]]
    assert [step["writer"] for step in steps("retire")] == [facts["retired"]]
    assert [step["home"] for step in steps("enrol")] == [facts["replacement"]]
    assert [step["file"] for step in steps("review")] == [facts["late"]]
    assert facts["answered_and_satisfied"] in ends["selesai"]
    two = [step for step in steps("tell") if step["aspiration"] == facts["conflict"]["aspiration"]]
    assert {step["home"]: step["satisfied"] for step in two} == facts["conflict"]["values"]


def test_only_a_secret_citizen_needs_a_summary() -> None:
    modes = {ref: row["citizen"]["mode"] for ref, row in aspirations().items()}
    for step in steps("assign"):
        assert ("summary" in step) == any(modes[ref] == "secret" for ref in refs(step))
        assert not step.get("contact") or all(modes[ref] == "open" for ref in refs(step))


def test_steps_refer_to_what_exists_in_order_of_time() -> None:
    homes = {home["id"] for home in load("people.json")["homes"]}
    known = set(aspirations())
    times = [datetime.fromisoformat(step["at"]) for step in steps()]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    for step in steps():
        assert step["home"] in homes
        assert step["why"]
        assert set(refs(step)) | ({step["into"]} if "into" in step else set()) <= known
        assert bool(step.get("reason")) == (step["act"] in REASONED or "instead_of" in step)
    assert [step["visit"] for step in steps("record")] == [step["visit"] for step in steps("finish")]
    assert {step["outcome"] for step in steps("followup") if "outcome" in step} <= OUTCOMES


def test_letters_are_made_before_anything_happens_to_them() -> None:
    facts, made, agencies = load("story.json")["facts"], set[str](), {home["id"] for home in homes()}
    for step in steps():
        if step["act"] in ("number", "deliver", "attach", "print", "take"):
            named = [*step.get("letters", []), *([step["letter"]] if "letter" in step else [])]
            assert {name.partition(":")[0] for name in named} <= made, step
        elif step["act"] == "letter":
            assert step["letter"] not in made
            assert ("content" in step) == (step["kind"] in {"nota_dinas", "surat_tugas"})
            assert step.get("instead_of", "tugas-1:").partition(":")[0] in made | {"tugas-1"}
            made.add(step["letter"])
    assert {step["kind"] for step in steps("letter")} == KINDS
    printed = {step["paper"] for step in steps("print")}
    assert printed == words("minutes receipts receipt answers report disposition recap")
    for paper in ("minutes", "receipts", "answers"):
        found = sorted(step["visit"] for step in steps("print") if step["paper"] == paper)
        assert found == [1, 2, 3, 4, 5, 6]
    assert [one for step in steps("take") for one in step.get("letters", [])] == [facts["letter_only"]]
    assert [step["instead_of"] for step in steps("letter") if "instead_of" in step] == [facts["voided"]]
    assert facts["paper_only"].partition(":")[2].lower() not in agencies


def test_joined_pairs_lie_in_one_village() -> None:
    for step in steps("join"):
        assert {ref.split(".")[0] for ref in step["aspirations"]} == {step["into"].split(".")[0]}


def test_every_status_is_planned_once() -> None:
    ends = load("story.json")["ends"]
    assert set(ends) == STATUSES
    assert all(ends.values())
    assert Counter(ref for rows in ends.values() for ref in rows) == Counter(aspirations().keys())
