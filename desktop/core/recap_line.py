"""The counts of one line of the recap, as they are counted, shown and printed."""

from dataclasses import dataclass


@dataclass(slots=True)
class RecapLine:
    """One line of the recap; all counts are aspirations.

    `recorded` is the sum of the six after it: waiting for the coordinator, with an agency, answered, told or
    finished, not satisfied, and set aside (archived, not ours, withdrawn). `same` were joined into another
    and are counted in no other column. `overdue` are those of `running` past their due date. `days` is the
    median of calendar days from recording to the first answer, over `days_of` aspirations. `percent` is the
    share of answered, finished and unsatisfied in what was not set aside.
    """

    key: str | None = None
    name: str | None = None
    recorded: int = 0
    waiting: int = 0
    running: int = 0
    answered: int = 0
    finished: int = 0
    unsatisfied: int = 0
    aside: int = 0
    same: int = 0
    overdue: int = 0
    days: float | None = None
    days_of: int = 0
    percent: float | None = None
