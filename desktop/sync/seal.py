"""age: sealing a stream to recipients, opening it, and counting who it was sealed to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import pyrage  # type: ignore[import-untyped]

from desktop.sync.limits import Caps, Refused, damaged

_FIRST_LINE = b"age-encryption.org/v1"


class Identity(Protocol):
    """An age private key (``pyrage.x25519.Identity``); its text is the secret itself."""

    def to_public(self) -> object:
        """The recipient; its text is ``age1…``."""


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; ``b""`` at the end."""


class Target(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> int:
        """Takes all of ``data``."""

    def flush(self) -> None:
        """Nothing is kept back."""


class _Pull:
    """Chunks as something to read from. Keeps its own error: pyrage turns it into text."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._chunk:
                self._chunk = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        size = len(self._chunk) if size < 0 else size
        piece = bytes(self._chunk[:size])
        self._chunk = self._chunk[size:]
        return piece


class _KeepReadError:
    def __init__(self, source: Source) -> None:
        self._source = source
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self.error = error
            raise


class _KeepWriteError:
    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        if self.error is not None:
            # pyrage empties its buffer once more on the way out: the first error is the one that counts.
            raise self.error
        try:
            self._take(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""


def new_identity() -> Identity:
    """A fresh age key from the system's randomness."""
    identity: Identity = pyrage.x25519.Identity.generate()
    return identity


def identity_from(text: str) -> Identity:
    """The age key that ``AGE-SECRET-KEY-1…`` writes.

    Raises:
        ValueError: no such key.
    """
    try:
        identity: Identity = pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise ValueError("age identity") from None
    return identity


def seal(chunks: Iterable[bytes], target: Target, recipients: Sequence[str]) -> None:
    """Encrypts all chunks into ``target``, binary age v1, for the ``age1…`` recipients.

    Raises:
        Whatever the chunks or the target raise, unchanged.
    """
    source, sink = _Pull(iter(chunks)), _KeepWriteError(target.write)
    parsed = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    try:
        pyrage.encrypt_io(source, sink, parsed)
    except BaseException:
        error = source.error or sink.error
        if error is not None:
            raise error from None
        raise


def unseal(source: Source, take: Callable[[bytes], object], identity: Identity) -> None:
    """Decrypts into ``take``. age puts out nearly everything before it notices damage at the end.

    Raises:
        Refused: the header names nobody this identity is (or is damaged: age cannot tell), or damage.
        Whatever the source or ``take`` raise, unchanged.
    """
    reader, sink = _KeepReadError(source), _KeepWriteError(take)
    try:
        pyrage.decrypt_io(reader, sink, [identity])
    except BaseException as failure:
        error = reader.error or sink.error
        if error is not None:
            raise error from None
        if isinstance(failure, pyrage.DecryptError):
            raise Refused("file_not_for_you") from None
        if isinstance(failure, OSError):
            raise damaged() from None
        raise


def count_recipients(file: Source, size: int, caps: Caps) -> int:
    """X25519 stanzas of the age header that starts where ``file`` stands; ``size`` bytes are age's.

    Raises:
        Refused: not binary age v1, a header past the cap, or another kind of recipient (grease excepted).
    """
    lines = file.read(min(size, caps.age_header)).split(b"\n")
    if lines[0] != _FIRST_LINE:
        raise damaged()
    count = 0
    for line in lines[1:-1]:
        if line.startswith(b"--- "):
            return count
        if line.startswith(b"-> "):
            kind = line.split(b" ")[1]
            if kind == b"X25519":
                count += 1
            elif not kind.endswith(b"-grease"):
                raise damaged()
    raise damaged()
