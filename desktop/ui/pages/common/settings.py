"""Settings: how the window looks, when it locks, the passphrase, and what this program is made of."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.care import change_passphrase
from desktop.paths import RESOURCES
from desktop.settings import CHOICES
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.two_passphrases import TwoPassphrases
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, Field, Segments
from desktop.ui.widgets.labels import Label, Told


class SettingsPage(Page):
    """Everything takes effect at once and is kept."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_settings"))
        self.head.subtitle.setText(self.text("settings_subtitle"))
        inside = QWidget()
        inside.setProperty("surface", "page")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self._looks(), self._lock())),
            (right, (self._secret(), self._about())),
        ):
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.column.addWidget(area, 1)
        place.wishes.changed.connect(self.refresh)
        self.bind("Esc", "keys_back", place.back)

    def refresh(self) -> None:
        """Shows what is chosen now."""
        now = self.place.wishes.now
        self.shade.choose(now.shade)
        self.percent.choose(str(now.percent))
        self.language.choose(now.language)
        self.idle.choose(str(now.idle_minutes))

    def begin(self) -> QWidget | None:
        """The first choice."""
        return self.shade.focusProxy()

    def on_changing(self) -> None:
        """A new passphrase; the present one was given when the window was opened."""
        passphrase = self.two.chosen()
        if passphrase is None:
            return

        def done(_answer: Any) -> None:
            self.two.first.clear()
            self.two.second.clear()
            self.place.messages.tell(self.text("settings_passphrase_changed"))

        self.place.background.run(lambda session: change_passphrase(session, passphrase), done)

    def _looks(self) -> Card:
        look, wishes = self.look, self.place.wishes
        card = Card(look, self.text("settings_looks"))
        shades = [("light", self.text("settings_light")), ("dark", self.text("settings_dark"))]
        self.shade = Segments(look, shades, self.text("settings_shade"))
        self.shade.chosen.connect(lambda code: wishes.choose(shade=code))
        sizes = [(str(percent), f"{percent} %") for percent in CHOICES["percent"]]
        self.percent = Segments(look, sizes, self.text("settings_percent"))
        self.percent.chosen.connect(lambda code: wishes.choose(percent=int(code)))
        self.language = Choice(look, [("id", self.text("settings_language_id"))])
        card.body.setSpacing(12)
        card.body.addWidget(Field(look, self.text("settings_shade"), self.shade))
        hint = self.text("settings_percent_hint")
        card.body.addWidget(Field(look, self.text("settings_percent"), self.percent, hint))
        hint = self.text("settings_language_hint")
        card.body.addWidget(Field(look, self.text("settings_language"), self.language, hint))
        return card

    def _lock(self) -> Card:
        look, wishes = self.look, self.place.wishes
        card = Card(look, self.text("settings_lock"))
        minutes = [
            (str(count), self.text("settings_minutes", count=count)) for count in CHOICES["idle_minutes"]
        ]
        self.idle = Choice(look, minutes)
        self.idle.chosen.connect(lambda code: wishes.choose(idle_minutes=int(code)))
        card.body.addWidget(
            Field(look, self.text("settings_idle"), self.idle, self.text("settings_idle_hint"))
        )
        return card

    def _secret(self) -> Card:
        look, owner = self.look, self.place.reader.home.owner
        card = Card(look, self.text("settings_passphrase"))
        self.two = TwoPassphrases(look, owner.name, owner.nip)
        self.two.entered.connect(self.on_changing)
        self.change = Button(look, self.text("settings_passphrase_change"), icon="key-round")
        self.change.clicked.connect(self.on_changing)
        card.body.addWidget(self.two)
        card.body.addWidget(Label(look, self.text("settings_passphrase_words"), "body", "muted", wrap=True))
        card.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _about(self) -> Card:
        look = self.look
        card = Card(look, self.text("settings_about"))
        version = self.text("settings_version", version=self.place.version)
        card.body.addWidget(Told(look, "route", version, "text", "label"))
        card.body.addWidget(Label(look, self.text("settings_about_words"), wrap=True))
        card.body.addWidget(Label(look, self.text("settings_licences"), "label"))
        lines = [self.text(code) for code in _LICENCES]
        lines.append(self.text("settings_licences_where"))
        told = Label(look, "\n".join(lines), "body", "muted", wrap=True)
        told.setToolTip(str(RESOURCES))
        card.body.addWidget(told)
        return card


_LICENCES = (
    "licence_qt",
    "licence_inter",
    "licence_icons",
    "licence_papers",
    "licence_regions",
)
