"""The one table of what can be written: kind → thing, fields, who may write it (sync.md 1.2 and 2)."""

from dataclasses import dataclass, field

# Field → the part it is written in. A field is its name in ``d``, whatever the part (sync.md 1.5):
# an author may choose another audience (words of a secret citizen, everything of a restricted thing).
PARTS: dict[str, dict[str, str]] = {
    "visit": {
        **dict.fromkeys(
            ("village", "date", "start", "end", "place", "point", "team", "counterpart", "agenda"),
            "all.visit",
        ),
        **dict.fromkeys(("attendance", "services", "earlier"), "all.visit"),
        **dict.fromkeys(("notes", "attachments"), "field.visit"),
        "finished": "all.state",
    },
    "aspiration": {
        **dict.fromkeys(
            ("visit", "village", "kind", "category", "urgency", "authority", "mode"), "all.aspiration"
        ),
        **dict.fromkeys(("voices", "proposal", "supervision", "restricted"), "all.aspiration"),
        **dict.fromkeys(("text", "title", "place", "attachments"), "agency.words"),
        "summary": "agency.summary",
        "citizen": "citizen.link",
        **dict.fromkeys(("withdrawn", "triage", "joined_into", "lead", "round"), "all.state"),
        **dict.fromkeys(("told", "satisfied", "closed"), "all.state"),
    },
    "assignment": {
        **dict.fromkeys(
            ("aspiration", "agency", "role", "round", "due", "contact", "joined"), "all.assignment"
        ),
        "instruction": "agency.assignment",
        "state": "all.state",
        "answer": "agency.answer",
    },
    "letter": {
        **dict.fromkeys(
            ("agency", "kind", "number", "date", "assignments", "hash", "voided", "delivered"), "all.letter"
        ),
        **dict.fromkeys(("subject", "register", "serial", "version", "earlier"), "all.letter"),
        "attachments": "all.letter",
    },
    "survey": dict.fromkeys(("visit", "answers"), "all.survey"),
    "citizen": dict.fromkeys(("name", "nik", "phone", "gender", "group", "consent"), "citizen.identity"),
    "writer": {
        **dict.fromkeys(("key", "age", "desks", "owner"), "all.writer"),
        **dict.fromkeys(("writer", "seq", "id"), "all.retired"),
        "villages": "all.scope",
        "proof": "all.continued",
    },
    "district": {
        **dict.fromkeys(("induk", "before_seq"), "all.induk"),
        "keepers": "all.keepers",
        "recovery": "all.recovery",
        "key": "all.successor",
    },
    "pack": {
        **dict.fromkeys(("region", "name", "prefix", "practice", "letterhead"), "all.region"),
        **{name: f"all.{name}" for name in ("villages", "agencies", "categories", "holidays", "deadlines")},
    },
    "event": {
        **dict.fromkeys(("event", "decision"), "all.review"),
        **dict.fromkeys(("parts", "writer"), "all.erasure"),
    },
}

STATES = frozenset({"lead", "round", "told", "satisfied", "closed", "triage", "joined_into", "withdrawn"})
WORDS = frozenset(
    {"text", "place", "attachments", "citizen", "mode", "voices", "proposal", "visit", "village", "kind"}
)
COORDINATED = frozenset({"summary", "title", "category", "urgency", "authority", "restricted", "supervision"})

# Conditions that a writer's desk must meet (`acceptance.py` decides them):
ANY = "any"  # every accepted writer of the desk
AUTHOR = "author"  # the installation that recorded the thing
VISITOR = "visitor"  # the author, or an officer who has recorded a visit in the aspiration's village
ASSIGNEE = "assignee"  # the agency the assignment names, or that has an assignment on the aspiration
INDUK = "induk"  # the laptop induk, within its counted seqs
ERASER = "eraser"  # the laptop induk; for restricted parts alone also a keeper


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of event may write and who may write it.

    Attributes:
        thing: the noun it is written on, a key of `PARTS`.
        fields: field names without their round (``told`` stands for ``told.1``, ``told.2`` …).
        who: desk (``officer``, ``coordinator``, ``agency``) → condition.
        reason: a note with a reason is demanded.
    """

    thing: str
    fields: frozenset[str]
    who: dict[str, str] = field(default_factory=dict)
    reason: bool = False


def _kind(thing: str, fields: str, reason: bool = False, **who: str) -> Kind:
    names = frozenset(PARTS[thing]) if fields == "*" else frozenset(fields.split())
    return Kind(thing, names, who, reason)


_RECORDED = frozenset(PARTS["aspiration"]) - STATES - {"summary"}

KINDS: dict[str, Kind] = {
    "visit.recorded": Kind(
        "visit", frozenset(PARTS["visit"]) - {"finished"}, {"officer": ANY, "coordinator": ANY}
    ),
    "visit.corrected": Kind(
        "visit", frozenset(PARTS["visit"]) - {"finished"}, {"officer": AUTHOR, "coordinator": AUTHOR}
    ),
    "visit.finished": _kind("visit", "finished", officer=AUTHOR, coordinator=AUTHOR),
    "aspiration.recorded": Kind("aspiration", _RECORDED, {"officer": ANY, "coordinator": ANY}),
    "aspiration.corrected": Kind(
        "aspiration", _RECORDED | {"summary"}, {"officer": AUTHOR, "coordinator": ANY}
    ),
    "aspiration.withdrawn": _kind("aspiration", "withdrawn", True, officer=AUTHOR, coordinator=AUTHOR),
    "aspiration.reopened": _kind(
        "aspiration",
        "round withdrawn triage joined_into",
        True,
        officer=VISITOR,
        coordinator=ANY,
        agency=ASSIGNEE,
    ),
    "aspiration.closed": _kind("aspiration", "closed", officer=VISITOR, coordinator=ANY),
    "aspiration.triaged": _kind("aspiration", "triage", coordinator=ANY),
    "aspiration.joined": _kind("aspiration", "joined_into", coordinator=ANY),
    "aspiration.unjoined": _kind("aspiration", "joined_into", coordinator=ANY),
    "aspiration.led": _kind("aspiration", "lead", coordinator=ANY),
    "citizen.recorded": _kind("citizen", "*", officer=ANY, coordinator=ANY),
    "citizen.corrected": _kind("citizen", "*", officer=AUTHOR, coordinator=AUTHOR),
    "assignment.made": _kind(
        "assignment", "aspiration agency role round due contact joined instruction", coordinator=ANY
    ),
    "assignment.due_changed": _kind("assignment", "due", True, coordinator=ANY),
    "assignment.ended": _kind("assignment", "state", coordinator=ANY),
    "assignment.received": _kind("assignment", "state", agency=ASSIGNEE),
    "assignment.progressed": _kind("assignment", "state", agency=ASSIGNEE),
    "assignment.returned": _kind("assignment", "state", True, agency=ASSIGNEE),
    "answer.given": _kind("assignment", "answer", agency=ASSIGNEE),
    "feedback.told": _kind("aspiration", "told satisfied", officer=VISITOR, coordinator=ANY, agency=ASSIGNEE),
    "letter.issued": _kind(
        "letter",
        "agency kind number date assignments hash subject register serial version earlier",
        coordinator=INDUK,
    ),
    "letter.numbered": _kind("letter", "number date register serial", coordinator=INDUK),
    "letter.voided": _kind("letter", "voided", True, coordinator=INDUK),
    "letter.delivered": _kind("letter", "delivered", coordinator=INDUK),
    "letter.attached": _kind("letter", "attachments", coordinator=INDUK),
    "survey.answered": _kind("survey", "*", officer=ANY, coordinator=ANY),
    "pack.set": _kind("pack", "*", coordinator=INDUK),
    "review.accepted": _kind("event", "event decision", coordinator=INDUK),
    "review.refused": _kind("event", "event decision", True, coordinator=INDUK),
    "part.erased": _kind("event", "event parts", True, coordinator=ERASER),
    "part.erasure_done": _kind("event", "event writer", officer=ANY, coordinator=ANY, agency=ANY),
    # Trust: decided as a whole by `roster.build_roster`, not event by event.
    "roster.accepted": _kind("writer", "key age desks owner"),
    "roster.retired": _kind("writer", "writer seq id", True),
    "roster.scope_set": _kind("writer", "villages"),
    "roster.induk": _kind("district", "induk before_seq"),
    "roster.keepers": _kind("district", "keepers"),
    "roster.recovery": _kind("district", "recovery"),
    "roster.successor": _kind("district", "key"),
    "writer.continued": _kind("writer", "key age proof"),
}

TRUST_KINDS = frozenset(name for name, kind in KINDS.items() if not kind.who)
ROOT_KINDS = frozenset({"roster.induk", "roster.keepers", "roster.recovery", "roster.successor"})
# Everyone may hold these: they carry no citizens (sync.md 2.4).
SHARED_ROOMS = ("roster.", "pack.", "review.", "part.", "writer.")


# These begin a thing, so there is nothing yet that they could replace: else anybody who may record at all
# could rewrite what another has recorded.
BEGINNINGS = frozenset({"visit.recorded", "aspiration.recorded", "citizen.recorded", "survey.answered"})
# Where a kind gives a desk a power over one value only (sync.md 1.6): an agency that may reopen must not
# archive, withdraw or join with the same act, nor one that reports progress end its assignment.
_SAYS: dict[str, dict[str, tuple[object, ...]]] = {
    "aspiration.reopened": {
        "withdrawn": (None, False),
        "triage": ("diverifikasi",),
        "joined_into": (None,),
        "round": tuple(range(2, 1000)),
    },
    "aspiration.unjoined": {"joined_into": (None,)},
    "assignment.received": {"state": ("diterima",)},
    "assignment.progressed": {"state": ("diproses",)},
    "assignment.returned": {"state": ("dikembalikan",)},
    "assignment.ended": {"state": ("berakhir",)},
}


BOUND_KINDS = frozenset(_SAYS)


def may_say(kind: str, name: str, value: object) -> bool:
    """Whether a kind may write this value of a field (its name with or without round)."""
    allowed = _SAYS.get(kind, {}).get(base_name(name))
    return allowed is None or any(value == one and type(value) is type(one) for one in allowed)


def base_name(name: str) -> str:
    """A field's name without its round: ``told.2`` → ``told``."""
    head, _, tail = name.rpartition(".")
    return head if head and tail.isdigit() else name


def writable(kind: str, desk: str, condition: str) -> frozenset[str]:
    """The known fields that a desk may write with a kind; fields nobody knows yet are always let through."""
    fields = KINDS[kind].fields
    if kind != "aspiration.corrected":
        return fields
    return fields & COORDINATED if desk == "coordinator" and condition != AUTHOR else fields - {"summary"}


def part_name(thing: str, name: str, *, secret: bool = False, restricted: bool = False) -> str:
    """The part a field is written in, by the table and by who may hear of it."""
    part = PARTS[thing][base_name(name)]
    if restricted:
        return "restricted." + part.partition(".")[2]
    return "field.words" if secret and part == "agency.words" else part


ALL_FIELDS = frozenset(name for kind in KINDS.values() for name in kind.fields)
