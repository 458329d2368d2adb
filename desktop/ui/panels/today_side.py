"""What waits beside the visits: unsent work, the last files, what is missing, how this laptop stands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.ui.look import Look
from desktop.ui.panels.refilled import Refilled
from desktop.ui.states import moment_words, short_day
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided, Label, Told, Tone
from desktop.ui.widgets.line_button import LineButton

_GAPS = 3
_GB = 1_000_000_000
_FEW_GB, _HARDLY_GB = 5, 1
_LATE_DAYS, _OLD_DAYS = 3, 7
_GAP_SIGNS = {
    "unfinished": "clock-alert",
    "asked": "message-circle",
    "attendance": "users",
    "heard": "messages-square",
    "photos": "camera",
    "spot": "map-pin",
    "agency": "building-2",
}


class Unsent(Refilled):
    """How much no file has carried yet, and the way to send it."""

    send_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_unsent"))
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(4)
        self.button = Button(look, look.text("today_send"), icon="file-up", keys="Ctrl+E")
        self.button.clicked.connect(self.send_wanted)
        self.button.setObjectName("unsent:send")

    def show_unsent(self, unsent: Mapping[str, Any] | None, now: datetime) -> None:
        """Another count; a laptop that sends nothing on shows nothing."""
        self.setVisible(unsent is not None)
        if unsent is None:
            return
        self.button.setParent(None)
        self.renew(8)
        if not unsent["records"] and not unsent["photos"]:
            self.lines.addWidget(Told(self.look, "circle-check", self.look.text("today_all_sent"), "ok"))
        else:
            self.lines.addLayout(self._count(unsent, now))
        self.lines.addWidget(self.button)
        self.button.show()
        self.reveal()

    def _count(self, unsent: Mapping[str, Any], now: datetime) -> QHBoxLayout:
        text = self.look.text
        news, photos = unsent["news"], unsent["photos"]
        what = [text("today_unsent_news") if news else text("today_unsent_records")]
        if photos:
            what.append(text("today_unsent_photos", count=photos))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(self.look, str(news or unsent["records"]), "figure"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(self.look, ", ".join(what)))
        if unsent["since"]:
            since = datetime.fromisoformat(unsent["since"])
            tone: Tone = "warn" if (now - since).days >= _LATE_DAYS else "muted"
            same = since.date() == now.date()
            moment = f"{since:%H.%M}" if same else moment_words(unsent["since"], now.date())
            age = self._age(since, now)
            told = text("today_oldest", age=age, moment=moment)
            if now - since < timedelta(minutes=1):
                told = text("today_oldest_now", moment=moment)
            words.addWidget(Elided(self.look, told, "body", tone))
        row.addLayout(words, 1)
        return row

    def _age(self, since: datetime, now: datetime) -> str:
        minutes = max(0, int((now - since).total_seconds() // 60))
        if minutes < 60:
            return self.look.text("today_minutes", count=minutes)
        if minutes < 24 * 60:
            return self.look.text("today_hours", count=minutes // 60)
        return self.look.text("today_days", count=minutes // (24 * 60))


class LastFiles(Refilled):
    """The files that went out and came in last."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_files"))

    def show_files(self, files: Sequence[Mapping[str, Any]], today: date) -> None:
        """Other files."""
        self.renew()
        text = self.look.text
        if not files:
            self.lines.addWidget(Label(self.look, text("today_files_none"), "body", "muted", wrap=True))
        for file in files:
            day = short_day(date.fromisoformat(str(file["moment"])[:10]), today)
            if file["way"] == "in":
                code = text("today_file_answers", count=file["news"])
                what = code if file["news"] else text("today_file_records", count=file["events"])
                self.fact("download", "muted", f"{day}, {what}", text("today_file_in"))
                continue
            news = text("today_file_heard", count=file["news"])
            what = news if file["news"] else text("today_file_records", count=file["events"])
            states: dict[str, tuple[str, Tone, str]] = {
                "received": ("check-check", "ok", text("today_file_received")),
                "contained": ("check-check", "ok", text("today_file_contained")),
                "waiting": ("hourglass", "warn", text("today_file_waiting")),
            }
            icon, tone, told = states[file["state"]]
            self.fact(icon, tone, f"{day}, {what}", told, tone)
        self.reveal()


class Gaps(Refilled):
    """What is missing; each line leads to where it is mended."""

    opened = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_gaps"))

    def show_gaps(self, gaps: Sequence[Mapping[str, Any]], today: date) -> None:
        """Other gaps."""
        self.renew()
        if not gaps:
            self.lines.addWidget(Told(self.look, "circle-check", self.look.text("today_gaps_none"), "ok"))
        shown = len(gaps) if len(gaps) <= _GAPS else _GAPS - 1
        for number, gap in enumerate(gaps[:shown]):
            icon = _GAP_SIGNS.get(gap["gap"], "circle-alert")
            line = LineButton(
                self.look, icon, "warn", self._words(gap, today), str(gap["village_name"] or "")
            )
            line.setObjectName(f"gap:{number}")
            line.clicked.connect(lambda _on=False, gap=gap: self.opened.emit(gap["page"], gap["what"]))
            self.lines.addWidget(line)
        if len(gaps) > shown:
            first = gaps[shown]
            more = LineButton(
                self.look, "list", "muted", self.look.text("today_more", count=len(gaps) - shown)
            )
            more.setObjectName("gap:more")
            more.clicked.connect(lambda: self.opened.emit(first["page"], first["what"]))
            self.lines.addWidget(more)
        self.reveal()

    def _words(self, gap: Mapping[str, Any], today: date) -> str:
        text, count = self.look.text, gap.get("count") or 0
        if gap["gap"] == "unfinished":
            return text("today_gap_unfinished", day=short_day(date.fromisoformat(gap["date"]), today))
        if gap["gap"] == "asked":
            return text("today_gap_asked", words=gap["words"] or gap["what"])
        which = (
            text("today_gap_many", count=count)
            if count > 1
            else text("today_gap_one", number=gap.get("number"))
        )
        words = {
            "start": text("today_gap_start"),
            "end": text("today_gap_end"),
            "place": text("today_gap_place"),
            "team": text("today_gap_team"),
            "counterpart": text("today_gap_counterpart"),
            "attendance": text("today_gap_attendance"),
            "heard": text("today_gap_heard"),
            "photos": text("today_gap_photos"),
            "agency": text("today_gap_agency", which=which),
            "spot": text("today_gap_spot", which=which),
            "consent": text("today_gap_consent", which=which),
        }
        return words.get(gap["gap"], text("today_gap_other"))


class ThisLaptop(Refilled):
    """Clock, room, backup: what makes work be lost if nobody looks at it."""

    check_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_laptop"))

    def show_laptop(self, laptop: Mapping[str, Any], today: date) -> None:
        """How it stands now."""
        self.renew()
        text = self.look.text
        good = laptop["clock"] == "good"
        clock = text("today_clock_good") if good else text("today_clock_wrong")
        moment = moment_words(laptop["now"], today)
        self.fact("clock" if good else "clock-alert", "ok" if good else "err", clock, moment)
        free = laptop["free"] / _GB
        tone: Tone = "ok" if free >= _FEW_GB else "warn" if free >= _HARDLY_GB else "err"
        size = f"{free:.0f}" if free >= 10 else f"{free:.1f}".replace(".", ",")
        room = text("today_room", size=size)
        told = "" if free >= _FEW_GB else text("today_room_little")
        self.fact("hard-drive", tone, room, told, tone)
        icon, colour, when = self._backup(laptop["backed_up"], today)
        line = LineButton(
            self.look, icon, colour, text("today_backup"), when, colour if colour == "warn" else "muted"
        )
        line.setObjectName("laptop:backup")
        line.clicked.connect(self.check_wanted)
        self.lines.addWidget(line)
        self.reveal()

    def _backup(self, moment: str | None, today: date) -> tuple[str, str, str]:
        text = self.look.text
        if not moment:
            return "shield-alert", "warn", text("today_backup_none")
        day = date.fromisoformat(moment[:10])
        days = (today - day).days
        when = (
            text("today_backup_today")
            if days <= 0
            else text("today_backup_yesterday")
            if days == 1
            else short_day(day, today)
        )
        return ("shield-alert", "warn", when) if days > _OLD_DAYS else ("shield-check", "ok", when)
