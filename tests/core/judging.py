"""For proofs about acceptance: the table of sync.md 2 by hand, and judging as the projection does."""

from desktop.core.acceptance import (
    ACCEPTED,
    Grounds,
    Verdict,
    base_verdict,
    settle,
)
from desktop.core.events import Event
from desktop.core.roster import Roster
from tests.core.builders import thing

ON = thing("thing")


# kind: officer, coordinator, agency; "-" = never. Written from sync.md 2 by hand, not from the code.
WHO = """
visit.recorded          any      any     -
visit.corrected         author   author  -
visit.finished          author   author  -
survey.answered         any      any     -
aspiration.recorded     any      any     -
aspiration.withdrawn    author   author  -
citizen.recorded        any      any     -
citizen.corrected       author   author  -
aspiration.corrected    author   any     -
aspiration.triaged      -        any     -
aspiration.joined       -        any     -
aspiration.unjoined     -        any     -
aspiration.led          -        any     -
assignment.made         -        any     -
assignment.due_changed  -        any     -
assignment.ended        -        any     -
assignment.received     -        -       assignee
assignment.progressed   -        -       assignee
assignment.returned     -        -       assignee
answer.given            -        -       assignee
feedback.told           visitor  any     assignee
aspiration.reopened     visitor  any     assignee
aspiration.closed       visitor  any     -
letter.issued           -        induk   -
letter.numbered         -        induk   -
letter.voided           -        induk   -
letter.delivered        -        induk   -
letter.attached         -        induk   -
pack.set                -        induk   -
review.accepted         -        induk   -
review.refused          -        induk   -
part.erased             -        eraser  -
part.erasure_done       any      any     any
"""


TABLE = {row.split()[0]: tuple(row.split()[1:]) for row in WHO.strip().splitlines()}


DESKS = ("officer", "coordinator", "agency")


def judge(events: list[Event], roster: Roster, grounds: Grounds | None = None) -> dict[bytes, Verdict]:
    """As the projection does: the roster's word first, then what lies on the same thing."""
    verdicts = {event.id: base_verdict(event, roster) for event in events}
    good = [event for event in events if verdicts[event.id].state == ACCEPTED]
    for event, verdict in settle(good, roster, grounds or Grounds()):
        verdicts[event.id] = verdict
    return verdicts


def counts(event: Event, others: list[Event], roster: Roster, grounds: Grounds | None = None) -> bool:
    return judge([*others, event], roster, grounds)[event.id].state == ACCEPTED
