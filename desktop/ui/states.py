"""How a state is shown: its icon, its tone and its word, the same on every page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.core.dates import MONTHS
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell

# Status (sync.md 1.6) → icon and tone; its word is the text ``status_<name>``.
_STATUS = {
    "dicatat": ("circle-dot", "muted"),
    "diverifikasi": ("check", "pri"),
    "perlu_data": ("message-circle", "warn"),
    "diarsipkan": ("archive", "muted"),
    "bukan_kewenangan": ("corner-up-left", "muted"),
    "duplikat": ("copy", "muted"),
    "ditarik": ("ban", "muted"),
    "ditugaskan": ("send", "pri"),
    "dibuka_kembali": ("rotate-ccw", "warn"),
    "diterima_skpd": ("inbox", "pri"),
    "diproses": ("hammer", "pri"),
    "dikembalikan": ("corner-up-left", "warn"),
    "ditanggapi": ("message-circle", "ok"),
    "disampaikan": ("user-check", "ok"),
    "belum_puas": ("circle-alert", "warn"),
    "selesai": ("circle-check", "ok"),
}
_URGENCY = {"segera": ("flag", "warn"), "sangat_segera": ("triangle-alert", "err")}


def status_word(look: Look, status: str) -> tuple[str, str, str]:
    """Icon, tone and word of a status; one of a later version is shown as it is called."""
    icon, tone = _STATUS.get(status, ("info", "muted"))
    word = look.text(f"status_{status}") if status in _STATUS else status
    return icon, tone, word


def status_cell(look: Look, status: str) -> Cell:
    """A status in a column: icon, word and colour, without a fill."""
    icon, tone, word = status_word(look, status)
    return Cell(word, tone, icon)


def urgency_chip(look: Look, urgency: str | None) -> tuple[str, str, str] | None:
    """(icon, word, tone) of what is urgent, None for ordinary things."""
    if urgency not in _URGENCY:
        return None
    icon, tone = _URGENCY[urgency]
    return icon, look.text(f"urgency_{urgency}"), tone


def words_cell(look: Look, item: Mapping[str, Any], *, bold: bool = False) -> Cell:
    """What an aspiration is about; a restricted one hides it, since people read over the shoulder."""
    if item.get("restricted"):
        return Cell(
            look.text("words_hidden"), "muted", "eye-off", ("lock", look.text("channel_restricted"), "sec")
        )
    words = str(item.get("title") or item.get("summary") or item.get("text") or look.text("words_missing"))
    return Cell(" ".join(words.split()), chip=urgency_chip(look, item.get("urgency")), bold=bold)


def due_cell(look: Look, due: str | None, today: date, *, done: bool = False) -> Cell:
    """A due date as a person counts it: what is late stands out, unless it binds nobody any more."""
    if not due:
        return Cell("")
    day = date.fromisoformat(due)
    late = 0 if done else (today - day).days
    if late > 0:
        return Cell(look.text("due_late", days=late), "err", "clock-alert")
    if day == today and not done:
        return Cell(look.text("due_today"), "warn", "clock")
    return Cell(short_day(day, today), "muted")


def short_day(day: date, today: date) -> str:
    """A day as ``21 Nov``, with the year when it is another one."""
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def moment_words(moment: str, today: date) -> str:
    """An ISO moment as ``21 Nov 09.14``."""
    return f"{short_day(date.fromisoformat(moment[:10]), today)} {moment[11:16].replace(':', '.')}"
