"""What the triage desk and the overview ask and do beyond single decisions."""

from desktop.actions import assignments, triage
from desktop.actions.lists import Query
from desktop.actions.overview import overview
from desktop.actions.session import Session
from desktop.actions.shape_types import AssignRow
from desktop.actions.triage_acts import assign_listed, restore, sure_ones, unassign
from desktop.actions.triage_lists import TABS, list_triage, tab_counts, waiting_count
from desktop.core.status import STATUSES
from tests.actions.homes import ANGSANA, MANTEWE, District, record, refused, status

BRIDGE = {"text": "Jembatan retak, jalan rusak dan drainase mampet"}


def listed(session: Session, tab: str, search: str | None = None, **where: str) -> list[str]:
    """Codes of a whole tab, two rows at a time."""
    codes: list[str] = []
    after = None
    while True:
        page = list_triage(session, Query({"tab": tab, **where}, search, 2, after))
        codes += [item["code"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return codes


def test_tabs_share_no_status() -> None:
    found = [one for statuses in TABS.values() for one in statuses]
    assert len(found) == len(set(found))
    assert set(found) <= set(STATUSES)


def test_a_tab_of_several_statuses_is_one_list(desk: Session) -> None:
    codes = record(desk, *[{"text": f"Jembatan {number}"} for number in range(7)])
    assignments.assign(desk, codes, "PUPR")
    expected = list_triage(desk, Query({"tab": "assigned"}, None, 50))["items"]
    assert listed(desk, "assigned") == [item["code"] for item in expected]
    assert sorted(listed(desk, "assigned")) == sorted(codes)
    assert tab_counts(desk)["assigned"] == 7
    assert waiting_count(desk) == 0


def test_what_a_tab_is_narrowed_by(desk: Session) -> None:
    here, there = record(desk, BRIDGE, village=ANGSANA), record(desk, BRIDGE, {"text": "x"}, village=MANTEWE)
    assert listed(desk, "new", district="63.10.09") == here
    assert sorted(listed(desk, "new", district="63.10.08")) == sorted(there)
    assert listed(desk, "new", district="63.10.0") == []
    assert sorted(listed(desk, "new", "jembatan")) == sorted([*here, there[0]])
    assert listed(desk, "new", here[0]) == here
    assert listed(desk, "ready", here[0]) == []
    assert listed(desk, "new", "%%%") == []
    assignments.assign(desk, here, "PUPR")
    assert listed(desk, "assigned", agency="pupr") == here
    assert listed(desk, "assigned", agency="DISHUB") == []
    assert listed(desk, "assigned", due=f"after:{desk.today.isoformat()}") == here


def test_restricted_ones_wait_in_the_list_too(desk: Session) -> None:
    [code] = record(desk, {"restricted": True})
    assert listed(desk, "new") == [code]
    assert overview(desk)["oldest"] == []


def test_unknown_tabs_and_conditions_are_refused(desk: Session) -> None:
    with refused("where_value"):
        list_triage(desk, Query({"tab": "lain"}))
    with refused("where_value"):
        list_triage(desk, Query())
    with refused("where_unknown"):
        list_triage(desk, Query({"tab": "new", "umur": "3"}))


def test_sure_ones_are_those_a_machine_may_assign(desk: Session) -> None:
    codes = record(
        desk,
        BRIDGE,
        {"text": "Mohon dibantu"},
        {**BRIDGE, "restricted": True},
        {**BRIDGE, "citizen": {"mode": "secret", "name": "Siti", "consent": True}},
        {"text": "Listrik padam"},
    )
    assert sure_ones(desk)["rows"] == []
    triage.verify(desk, codes)
    found = sure_ones(desk, 0.5)
    assert found == {"rows": [(codes[0], "PUPR")], "left": 4, "more": False}
    assert sure_ones(desk, 1.0)["rows"] == []


def test_assigned_in_handfuls_and_taken_back(desk: Session) -> None:
    codes = record(desk, *[BRIDGE] * 60)
    told: list[tuple[int, int]] = []
    rows = [AssignRow(code=code, agency="PUPR", support=["DISHUB"]) for code in codes]
    done = assign_listed(desk, rows, progress=lambda now, of: told.append((now, of)))
    assert told == [(50, 60), (60, 60)]
    assert done["undo"] is True
    assert {len(made) for made in done["made"].values()} == {2}
    unassign(desk, done["made"], progress=lambda now, of: told.append((now, of)))
    assert told[2:] == [(50, 60), (60, 60)]
    assert {status(desk, code) for code in codes} == {"dicatat"}


def test_what_was_done_before_cancelling_stays(desk: Session) -> None:
    codes = record(desk, *[BRIDGE] * 60)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    rows = [AssignRow(code=code, agency="PUPR") for code in codes]
    done = assign_listed(desk, rows, cancelled=cancelled)
    assert len(done["items"]) == 50
    assert [status(desk, code) for code in (codes[0], codes[59])] == ["ditugaskan", "dicatat"]


def test_there_is_no_way_back_from_another_agency(desk: Session) -> None:
    codes = record(desk, BRIDGE)
    assignments.assign(desk, codes, "DISHUB")
    done = assign_listed(desk, [AssignRow(code=codes[0], agency="PUPR")])
    assert done["undo"] is False
    assert len(done["made"][codes[0]]) == 1


def test_a_decision_is_taken_back_to_what_it_was(desk: Session) -> None:
    fresh, known = record(desk, BRIDGE, BRIDGE)
    triage.verify(desk, [known])
    before = [(fresh, None), (known, "diverifikasi")]
    triage.archive(desk, [fresh, known], "salah pencet")
    assert [item["status"] for item in restore(desk, before)["items"]] == ["dicatat", "diverifikasi"]


def test_only_a_coordinator(district: District, petugas: Session) -> None:
    codes = record(petugas, BRIDGE)
    with refused("wrong_desk", petugas):
        restore(petugas, [(codes[0], None)])
    with refused("wrong_desk", petugas):
        overview(petugas)
    with refused("wrong_desk", petugas):
        assign_listed(petugas, [AssignRow(code=codes[0], agency="PUPR")])


def test_the_overview_adds_up(desk: Session) -> None:
    codes = record(desk, *[{"text": f"Jembatan {number}", "title": f"Ke-{number}"} for number in range(7)])
    triage.verify(desk, codes[:1])
    assignments.assign(desk, codes[1:4], "PUPR")
    found = overview(desk)
    assert (found["new"], found["ready"], found["running"], found["late"]) == (3, 1, 3, 0)
    assert found["agencies"] == []
    assert len(found["oldest"]) == 7
    assert {row["title"] for row in found["oldest"]} <= {f"Ke-{number}" for number in range(7)}
    assert found["waiting"] == {"files": 0, "gaps": 0, "conflicts": 0, "review": 0, "photos": 0}
