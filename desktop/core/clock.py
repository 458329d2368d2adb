"""Sortable stamps that survive wrong clocks (sync.md 1.3 and 1.9); the time itself is always passed in."""

from datetime import UTC, datetime, timedelta

STAMP_SIZE = 16

_LAST_MS = 2**48 - 1
_LAST_COUNT = 2**16 - 1
_DAY_MS = 24 * 60 * 60 * 1000
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


class StampClock:
    """Makes the stamps of one writer: 48-bit ms ‖ 16-bit counter ‖ first 8 bytes of the writer, big-endian.

    Each is greater than the one before, whatever the local clock does. Stamps order ties only; they never
    decide what counts.
    """

    def __init__(self, writer: bytes, last: bytes | None) -> None:
        """Goes on after `last`, the writer's latest stamp, or begins."""
        self._tail = writer[:8]
        self._ms, self._count = _parts(last) if last else (0, -1)

    def tick(self, now_ms: int) -> bytes:
        """The next stamp. When the clock stands still or goes back, the counter rises instead."""
        now_ms = min(max(now_ms, 0), _LAST_MS)
        if now_ms > self._ms:
            self._ms, self._count = now_ms, 0
        elif self._count < _LAST_COUNT:
            self._count += 1
        else:
            self._ms, self._count = self._ms + 1, 0
        return self._ms.to_bytes(6, "big") + self._count.to_bytes(2, "big") + self._tail

    def seen(self, stamp: bytes, now_ms: int) -> None:
        """Learns from a foreign stamp, so that an answer sorts after what it answers.

        Not from one more than 24 hours ahead: a wrong or lying clock elsewhere must not drag this one along.
        """
        if stamp_ms(stamp) <= now_ms + _DAY_MS:
            self._ms, self._count = max((self._ms, self._count), _parts(stamp))


def stamp_ms(stamp: bytes) -> int:
    """The milliseconds since 1970 in a stamp."""
    return int.from_bytes(stamp[:6], "big")


def implausible(at: datetime, now: datetime) -> bool:
    """Whether a person should look at a claimed time: before 2020 or more than a day ahead."""
    return at < _BEGINNING or at > now + timedelta(days=1)


def local_iso(now: datetime) -> str:
    """The envelope's `at`: local time to the second with its offset, "2026-11-21T09:10:05+08:00".

    Raises:
        ValueError: `now` has no offset.
    """
    if now.utcoffset() is None:
        raise ValueError("a time without offset")
    return now.isoformat(timespec="seconds")


def _parts(stamp: bytes) -> tuple[int, int]:
    return stamp_ms(stamp), int.from_bytes(stamp[6:8], "big")
