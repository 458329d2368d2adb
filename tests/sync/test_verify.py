"""Checking signatures in batches: the same answers here and in worker processes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.sync import verify
from desktop.sync.keys import Verifier, verify_batch
from desktop.sync.verify import EVENT_PREFIX, FEW, Record, proof_holds
from tests.sync.files import SENDER, STRANGER


def record(number: int) -> Record:
    event = hashlib.sha256(number.to_bytes(4, "big")).digest()
    return event, SENDER.sign(EVENT_PREFIX + event), SENDER.verify_key


GOOD = [record(number) for number in range(40)]


def test_what_is_a_signature_over_an_id() -> None:
    event, signature, key = GOOD[0]
    bad = [
        (GOOD[1][0], signature, key),
        (event, GOOD[1][1], key),
        (event, signature, STRANGER.verify_key),
        (event, SENDER.sign(event), key),
        (event, bytes(64), key),
        (event, signature, bytes(32)),
        (event, signature[:63], key),
        (event[:31], signature, key),
        (event, signature, key + b"x"),
        (b"", b"", b""),
    ]
    assert verify_batch([GOOD[0], *bad, GOOD[2]]) == [True, *[False] * len(bad), True]
    assert verify_batch([]) == []


def test_the_proof_of_a_new_key() -> None:
    proof = STRANGER.sign(SENDER.writer)
    assert proof_holds(STRANGER.verify_key, SENDER.writer, proof)
    assert not proof_holds(SENDER.verify_key, SENDER.writer, proof)
    assert not proof_holds(STRANGER.verify_key, STRANGER.writer, proof)
    assert not proof_holds(STRANGER.verify_key, SENDER.writer, proof[:-1])
    assert not proof_holds(STRANGER.verify_key[:-1], SENDER.writer, proof)


def answers(expected: int) -> list[list[bool]]:
    """Thirty batches of forty, in each of which one signature is another's."""
    batches = []
    for index in range(30):
        batch = list(GOOD)
        batch[index] = (GOOD[index][0], GOOD[index - 1][1], GOOD[index][2])
        batches.append(batch)
    with Verifier(expected) as verifier:
        return [verdict.result() for verdict in [verifier.submit(batch) for batch in batches]]


RIGHT = [[place != index for place in range(40)] for index in range(30)]


def test_few_are_checked_here() -> None:
    assert answers(0) == RIGHT


def test_many_are_checked_by_workers_in_order() -> None:
    assert answers(FEW + 1) == RIGHT


def test_a_machine_that_starts_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Process creation is the outside world: refused at once, or at the first batch."""
    for place in ("ProcessPoolExecutor", "ProcessPoolExecutor.submit"):
        with monkeypatch.context() as patch:
            patch.setattr(f"desktop.sync.verify.{place}", refuse)
            assert answers(FEW + 1) == RIGHT


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "no processes here")


def die(_: bytes) -> None:
    os._exit(9)


def test_a_worker_that_dies_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "verify_packed", die)
    assert answers(FEW + 1) == RIGHT


def test_odd_records_do_not_upset_the_others() -> None:
    with Verifier(FEW + 1) as verifier:
        odd = verifier.submit([GOOD[0], (b"short", b"", b"")])
        even = verifier.submit(GOOD)
        assert odd.result() == [True, False]
        assert even.result() == even.result() == [True] * 40


def interrupted() -> None:
    with Verifier(FEW + 1) as verifier:
        verifier.submit(GOOD)
        raise KeyboardInterrupt


def test_leaving_early_does_not_wait_for_ever() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_a_worker_loads_nothing_of_the_program() -> None:
    code = "import sys, desktop.sync.verify; print(sorted(n for n in sys.modules if n.startswith('desktop')))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout.strip() == "['desktop', 'desktop.sync', 'desktop.sync.verify']"
