"""The door to work behind the window: a thread owns the writing session, a child process does long work."""

import multiprocessing
import queue
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.actions.opening import Surroundings, close, open_with_key
from desktop.actions.session import Session
from desktop.errors import UserError

Work = Callable[[Session], Any]
Done = Callable[[Any], None]
Failed = Callable[[UserError], None]
LongWork = Callable[..., Any]
"""``(session, *arguments, progress, cancelled)`` of a module; arguments and answer can be pickled."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work | None
    long: tuple[LongWork, tuple[Any, ...]] | None
    done: Done
    failed: Failed | None
    told: Callable[[int, int], None] | None
    cancel: Event


class Background(QObject):
    """Runs work one after the other and brings its outcome back to the window's thread.

    Args:
        outside: folders, settings, clock, randomness.
        data_key: of the home, already unlocked.
    """

    busy = Signal(bool)
    met = Signal(object)
    """Every `UserError`, whoever is told of it."""
    refused = Signal(object)
    crashed = Signal(object)
    _finished = Signal(object)
    _told = Signal(object)

    def __init__(self, outside: Surroundings, data_key: bytes) -> None:
        super().__init__()
        self._outside, self._key = outside, data_key
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._stopped = False
        # Queued: whatever a job does to the window happens in the window's thread.
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def run(self, work: Work, done: Done, failed: Failed | None = None) -> None:
        """Does something short with the writing session.

        Args:
            work: gets the session; not in the window's thread.
            done: gets its answer, in the window's thread.
            failed: gets the `UserError`; None leaves it to whoever listens to `refused`.
        """
        self._put(_Job(work, None, done, failed, None, Event()))

    def run_long(
        self,
        work: LongWork,
        arguments: tuple[Any, ...],
        done: Done,
        failed: Failed | None = None,
        told: Callable[[int, int], None] | None = None,
    ) -> Event:
        """Does something long in a process of its own: a thread beside a busy one starves.

        Meanwhile the home is that process's, so nothing else is written.

        Returns:
            set it to cancel.
        """
        cancel = Event()
        self._put(_Job(None, (work, arguments), done, failed, told, cancel))
        return cancel

    def stop(self) -> None:
        """Ends after what is under way; the home is closed then, and nobody hears of it any more."""
        self._stopped = True
        self._jobs.put(None)
        self._thread.join()

    def _put(self, job: _Job) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._jobs.put(job)

    def _work(self) -> None:
        session: Session | None = None
        while (job := self._jobs.get()) is not None:
            try:
                if job.long is not None:
                    if session is not None:
                        close(session)
                        session = None
                    answer = self._in_child(job)
                else:
                    session = session or open_with_key(self._outside, self._key)
                    answer = job.work(session) if job.work else None
                self._finished.emit((job, answer, None))
            except BaseException as problem:
                self._finished.emit((job, None, problem))
        if session is not None:
            close(session)

    def _in_child(self, job: _Job) -> Any:
        work, arguments = job.long or (None, ())
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        # Not a daemon: taking in a letter's PDF asks a child of its own, which a daemon may not have.
        child = context.Process(target=_child, args=(there, self._outside, self._key, work, arguments))
        child.start()
        there.close()
        try:
            return self._listen(here, job)
        finally:
            here.close()
            child.join()

    def _listen(self, here: Connection, job: _Job) -> Any:
        cancelled = False
        while True:
            if job.cancel.is_set() and not cancelled:
                cancelled = True
                here.send("cancel")
            if not here.poll(0.05):
                continue
            try:
                kind, value = here.recv()
            except EOFError:
                raise UserError("work_broken_off") from None
            if kind == "told" and job.told is not None:
                told, (done, total) = job.told, value
                self._told.emit(lambda told=told, done=done, total=total: told(done, total))
            elif kind == "error":
                raise UserError(value[0], **value[1])
            elif kind == "bug":
                raise RuntimeError(value)
            elif kind == "answer":
                return value

    def _on_told(self, told: Callable[[], None]) -> None:
        if not self._stopped:
            told()

    def _on_finished(self, outcome: tuple[_Job, Any, BaseException | None]) -> None:
        if self._stopped:
            return  # whoever asked may be gone with the window
        job, answer, problem = outcome
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)
        if problem is None:
            job.done(answer)
        elif isinstance(problem, UserError):
            self.met.emit(problem)
            (job.failed or self.refused.emit)(problem)
        else:
            try:
                if job.failed is not None:
                    # Whoever waits goes on: a page must not show progress for ever, nor behind the dialog.
                    job.failed(UserError("work_broken_off"))
            finally:
                self.crashed.emit(problem)


def _child(
    there: Connection, outside: Surroundings, key: bytes, work: LongWork, arguments: tuple[Any, ...]
) -> None:
    """What the child process does; it tells how far it is, and ends with an answer or an error."""
    cancel = False

    def cancelled() -> bool:
        nonlocal cancel
        cancel = cancel or (there.poll() and there.recv() == "cancel")
        return cancel

    def progress(done: int, total: int) -> None:
        there.send(("told", (done, total)))

    try:
        session = open_with_key(outside, key)
        try:
            answer = work(session, *arguments, progress=progress, cancelled=cancelled)
        finally:
            close(session)
        there.send(("answer", answer))
    except UserError as error:
        there.send(("error", (error.code, {**error.values, "exit_code": error.exit_code})))
    except BaseException as problem:
        # Only where and what kind: an exception's own text may hold a citizen's words.
        there.send(("bug", type(problem).__name__))
