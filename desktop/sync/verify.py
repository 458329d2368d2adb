"""Checks event signatures in batches, in worker processes when there are many.

Imports nothing of the program: a spawned worker loads this module and nacl only. Processes, not threads,
because a thread beside busy Python waits for the interpreter at every signature.
"""

import multiprocessing
import os
import struct
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError

EVENT_PREFIX = b"jb.sig.1\0"
BATCH = 2_000
WORKERS = 2
DEPTH = 12
FEW = 4_000  # starting workers costs about as much as checking this many

_SIZES = (32, 64, 32)
_RECORD = "32s64s32s"

Record = tuple[bytes, bytes, bytes]


def verify_batch(items: Sequence[Record]) -> list[bool]:
    """For each (event id, signature, signing key): is it the Ed25519 signature over that id?"""
    return [_holds(*item) for item in items]


def _holds(event: bytes, signature: bytes, key: bytes) -> bool:
    return len(event) == _SIZES[0] and proof_holds(key, EVENT_PREFIX + event, signature)


def proof_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a plain Ed25519 signature over a message holds; used for the proof in ``writer.continued``."""
    if (len(signature), len(key)) != _SIZES[1:]:
        return False
    try:
        crypto_sign_open(signature + message, key)
    except CryptoError:
        return False
    return True


def verify_packed(packed: bytes) -> bytes:
    """`verify_batch` for records laid end to end; one byte 0 or 1 for each."""
    return bytes(_holds(*record) for record in struct.iter_unpack(_RECORD, packed))


class Verdict:
    """The answer to one batch, perhaps still on its way."""

    def __init__(self, items: Sequence[Record], future: "Future[bytes] | None") -> None:
        self._items = items
        self._future = future
        self._answer: list[bool] | None = None

    def result(self) -> list[bool]:
        """One answer for each record, in the order given; waits for it."""
        if self._answer is None:
            self._answer = self._ask()
            self._items, self._future = (), None
        return self._answer

    def _ask(self) -> list[bool]:
        if self._future is None:
            return verify_batch(self._items)
        try:
            return [bool(one) for one in self._future.result()]
        except (BrokenProcessPool, OSError, RuntimeError):
            # A worker that was killed or never started decides nothing: the answer is found here.
            return verify_batch(self._items)


class Verifier:
    """Checks batches of signatures; use as a context manager.

    Args:
        expected: how many signatures will come, as far as known; few are checked in this process.
    """

    def __init__(self, expected: int) -> None:
        self._workers = min(WORKERS, os.cpu_count() or 1)
        self._pool: ProcessPoolExecutor | None = None
        if expected > FEW and self._workers > 1:
            self._pool = _start(self._workers)
        self._under_way: deque[Verdict] = deque()

    def __enter__(self) -> "Verifier":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, items: Sequence[Record]) -> Verdict:
        """Hands over a batch of about `BATCH`; waits while `DEPTH` are under way. No personal data leaves."""
        verdict = Verdict(items, self._send(items))
        self._under_way.append(verdict)
        if len(self._under_way) > DEPTH:
            self._under_way.popleft().result()
        return verdict

    def _send(self, items: Sequence[Record]) -> "Future[bytes] | None":
        if self._pool is None or any(tuple(map(len, item)) != _SIZES for item in items):
            return None
        try:
            return self._pool.submit(verify_packed, b"".join(map(b"".join, items)))
        except (BrokenProcessPool, OSError, RuntimeError):
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            return None


def _start(workers: int) -> ProcessPoolExecutor | None:
    try:
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    except (OSError, ImportError, NotImplementedError):
        return None
