"""Stamps rise whatever the clock does."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import clock

WRITERS = st.binary(min_size=16, max_size=16)
MOMENTS = st.integers(-(10**12), 2**47)
DAY = 24 * 60 * 60 * 1000
NOW = int(datetime(2026, 11, 21, tzinfo=UTC).timestamp() * 1000)
IN_2001 = int(datetime(2001, 1, 1, tzinfo=UTC).timestamp() * 1000)
IN_2099 = int(datetime(2099, 1, 1, tzinfo=UTC).timestamp() * 1000)


@given(
    WRITERS, st.lists(MOMENTS, min_size=1, max_size=30), st.lists(st.tuples(MOMENTS, MOMENTS), max_size=10)
)
def test_stamps_always_rise(writer: bytes, moments: list[int], foreign: list[tuple[int, int]]) -> None:
    ticker = clock.StampClock(writer, None)
    stamps = []
    for number, moment in enumerate(moments):
        if number < len(foreign):
            ticker.seen(clock.StampClock(bytes(16), None).tick(foreign[number][0]), foreign[number][1])
        stamps.append(ticker.tick(moment))
        ticker = clock.StampClock(writer, stamps[-1]) if number % 3 == 0 else ticker
    assert stamps == sorted(set(stamps))
    assert all(len(stamp) == clock.STAMP_SIZE and stamp[8:] == writer[:8] for stamp in stamps)


def test_a_stamp_is_time_counter_and_writer() -> None:
    stamp = clock.StampClock(bytes(range(16)), None).tick(NOW)
    assert stamp == NOW.to_bytes(6, "big") + b"\0\0" + bytes(range(8))
    assert clock.stamp_ms(stamp) == NOW


def test_a_clock_that_jumps_back_keeps_the_time_and_counts() -> None:
    ticker = clock.StampClock(bytes(16), None)
    ticker.tick(IN_2099)
    later = ticker.tick(IN_2001)
    assert later[:8] == IN_2099.to_bytes(6, "big") + b"\0\1"


def test_a_full_counter_moves_the_time() -> None:
    full = NOW.to_bytes(6, "big") + b"\xff\xff" + bytes(8)
    assert clock.StampClock(bytes(16), full).tick(NOW)[:8] == (NOW + 1).to_bytes(6, "big") + b"\0\0"


def test_the_end_of_the_range_still_rises() -> None:
    ticker = clock.StampClock(bytes(16), None)
    assert ticker.tick(10**30) < ticker.tick(10**30)


@given(st.integers(-(10**11), DAY))
def test_a_near_foreign_stamp_comes_before_the_next_own(ahead: int) -> None:
    foreign = clock.StampClock(b"\xff" * 16, None).tick(NOW + ahead)
    ticker = clock.StampClock(bytes(16), None)
    ticker.seen(foreign, NOW)
    assert ticker.tick(NOW) > foreign


@given(st.integers(DAY + 1, 10**12))
def test_a_far_foreign_stamp_changes_nothing(ahead: int) -> None:
    ticker = clock.StampClock(bytes(16), None)
    ticker.seen(clock.StampClock(b"\xff" * 16, None).tick(NOW + ahead), NOW)
    assert clock.stamp_ms(ticker.tick(NOW)) == NOW


def test_a_laptop_in_2001_learns_nothing_from_today() -> None:
    ticker = clock.StampClock(bytes(16), None)
    ticker.seen(clock.StampClock(b"\xff" * 16, None).tick(NOW), IN_2001)
    assert clock.stamp_ms(ticker.tick(IN_2001)) == IN_2001


def test_implausible_times() -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=8)))
    assert not clock.implausible(now, now)
    assert not clock.implausible(now + timedelta(days=1), now)
    assert not clock.implausible(datetime(2020, 1, 1, tzinfo=UTC), now)
    assert clock.implausible(now + timedelta(days=1, seconds=1), now)
    assert clock.implausible(datetime(2019, 12, 31, 23, 59, tzinfo=UTC), now)


def test_the_claimed_time_carries_its_offset() -> None:
    now = datetime(2026, 11, 21, 9, 10, 5, 123456, tzinfo=timezone(timedelta(hours=8)))
    assert clock.local_iso(now) == "2026-11-21T09:10:05+08:00"
    with pytest.raises(ValueError, match="offset"):
        clock.local_iso(datetime(2026, 11, 21))
