"""The controls of the form beside the list, in the order people talk."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.pack_types import Pack
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line, Prose, Segments
from desktop.ui.widgets.labels import Label


@dataclass(slots=True)
class EditorFields:
    """Everything that is filled in.

    Attributes:
        editors: name → control. fields: name → the question it stands in.
        mode_hint: what the chosen mode means. consent_box: asks for the citizen's word.
        identity: the rows that are there only for who may be named.
        proposal: the rows that are there only for a proposal.
    """

    editors: dict[str, QWidget] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    identity: QWidget = field(default_factory=QWidget)
    consent_box: QWidget = field(default_factory=QWidget)
    proposal: QWidget = field(default_factory=QWidget)
    mode_hint: Label | None = None
    point: Button | None = None
    point_told: Label | None = None

    def add(
        self, look: Look, name: str, words: str, editor: QWidget, hint: str = "", *, optional: bool = False
    ) -> Field:
        """A question."""
        self.editors[name] = editor
        self.fields[name] = Field(look, words, editor, hint, optional=optional)
        return self.fields[name]


def editor_fields(look: Look, pack: Pack, column: QVBoxLayout) -> EditorFields:
    """Makes the controls and puts them into a column.

    Args:
        look: how they look.
        pack: for the topics.
        column: gets them.
    """
    made = EditorFields()
    words = Prose(look, 2)
    column.addWidget(made.add(look, "text", look.text("editor_words"), words))
    kinds = Choice(look, _kinds(look))
    topics = [("", look.text("editor_topic_none"))]
    topics += [(one.code, one.name) for one in pack.categories if not one.retired]
    topic = Choice(look, topics)
    pair(
        column,
        made.add(look, "kind", look.text("editor_kind"), kinds),
        made.add(look, "category", look.text("editor_topic"), topic),
    )
    _who(look, made, column)
    _where(look, made, column)
    urgency = Segments(look, _urgencies(look), look.text("editor_urgency"))
    pair(
        column,
        made.add(look, "urgency", look.text("editor_urgency"), urgency),
        made.add(look, "authority", look.text("editor_authority"), Choice(look, _authorities(look))),
        (0, 1),
    )
    _proposal(look, made, column)
    return made


def pair(column: QVBoxLayout, left: QWidget, right: QWidget, share: Sequence[int] = (1, 1)) -> QHBoxLayout:
    """Two questions side by side."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, share[0])
    row.addWidget(right, share[1])
    column.addLayout(row)
    return row


def group() -> tuple[QWidget, QVBoxLayout]:
    """Rows that come and go together."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return box, column


def _who(look: Look, made: EditorFields, column: QVBoxLayout) -> None:
    mode = Segments(
        look,
        [
            ("open", look.text("editor_open")),
            ("anonymous", look.text("editor_anonymous")),
            ("secret", look.text("editor_secret")),
        ],
        look.text("editor_mode"),
    )
    name = Line(look)
    pair(
        column,
        made.add(look, "name", look.text("editor_name"), name),
        made.add(look, "mode", look.text("editor_mode"), mode),
        (1, 0),
    )
    made.mode_hint = Label(look, "", "body", "muted", wrap=True)
    column.addWidget(made.mode_hint)
    made.consent_box, consents = group()
    tick = QCheckBox(look.text("editor_consent"))
    tick.setFont(look.lettering.font())
    look.changed.connect(lambda: tick.setFont(look.lettering.font()))
    consent = made.add(look, "consent", look.text("editor_consent"), tick)
    consent.label.hide()
    consents.addWidget(consent)
    consents.addWidget(Label(look, look.text("editor_consent_read"), "body", "muted", wrap=True))
    column.addWidget(made.consent_box)
    made.identity, rows = group()
    gender = Segments(
        look,
        [("", look.text("editor_unknown")), ("L", look.text("editor_man")), ("P", look.text("editor_woman"))],
        look.text("editor_gender"),
    )
    pair(
        rows,
        made.add(look, "phone", look.text("editor_phone"), Line(look), optional=True),
        made.add(look, "gender", look.text("editor_gender"), gender),
        (1, 0),
    )
    rows.addWidget(made.add(look, "nik", look.text("editor_nik"), Line(look), optional=True))
    column.addWidget(made.identity)


def _where(look: Look, made: EditorFields, column: QVBoxLayout) -> None:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    place = Line(look)
    place.setPlaceholderText(look.text("editor_place_hint"))
    made.point = Button(look, look.text("editor_point"), icon="map-pin")
    across.addWidget(place, 1)
    across.addWidget(made.point)
    field = made.add(look, "place", look.text("editor_place"), row)
    made.editors["place"] = place
    field.label.setBuddy(place)
    place.setAccessibleName(look.text("editor_place"))
    column.addWidget(field)
    made.point_told = Label(look, "", "body", "muted", wrap=True)
    column.addWidget(made.point_told)


def _proposal(look: Look, made: EditorFields, column: QVBoxLayout) -> None:
    made.proposal, rows = group()
    pair(
        rows,
        made.add(look, "volume", look.text("editor_volume"), Line(look)),
        made.add(look, "unit", look.text("editor_unit"), Line(look)),
    )
    pair(
        rows,
        made.add(look, "cost", look.text("editor_cost"), Line(look)),
        made.add(look, "priority", look.text("editor_priority"), Line(look)),
    )
    column.addWidget(made.proposal)


def _kinds(look: Look) -> list[tuple[str, str]]:
    return [
        ("keluhan", look.text("kind_keluhan")),
        ("usulan", look.text("kind_usulan")),
        ("permintaan_informasi", look.text("kind_permintaan_informasi")),
        ("pertanyaan", look.text("kind_pertanyaan")),
        ("kritik", look.text("kind_kritik")),
        ("apresiasi", look.text("kind_apresiasi")),
        ("laporan_penyimpangan", look.text("kind_laporan_penyimpangan")),
    ]


def _urgencies(look: Look) -> list[tuple[str, str]]:
    return [
        ("biasa", look.text("editor_usual")),
        ("segera", look.text("urgency_segera")),
        ("sangat_segera", look.text("urgency_sangat_segera")),
    ]


def _authorities(look: Look) -> list[tuple[str, str]]:
    return [
        ("", look.text("editor_authority_none")),
        ("kabupaten", look.text("authority_kabupaten")),
        ("desa", look.text("authority_desa")),
        ("kecamatan", look.text("authority_kecamatan")),
        ("provinsi", look.text("authority_provinsi")),
        ("pusat", look.text("authority_pusat")),
        ("bumn", look.text("authority_bumn")),
        ("swasta", look.text("authority_swasta")),
    ]
