"""Secrets on paper: Crockford base32 in groups of five with a check group (sync.md 5)."""

import hashlib
from collections.abc import Iterator

from desktop.core.symbols import ALPHABET, QR_MARK, crockford, fold_symbols, grouped, read_lookalikes
from desktop.errors import UserError

_GROUP = 5


def paper_code(secret: bytes) -> str:
    r"""A secret as full groups of five symbols, ended by its check.

    The body holds the bytes as bits, most significant first, with zero bits after the last. The check is the
    first bits of SHA-256(``jb.paper.1\0`` ‖ secret), five symbols or the few more that fill the last group:
    at best one wrong code in 33 million passes.
    """
    size = len(secret)
    body = int.from_bytes(secret, "big") << _spare(size)
    return grouped(crockford(body, _body_length(size)) + _check(secret))


def paper_qr(code: str) -> str:
    """The text of the QR beside a paper code."""
    return QR_MARK + code


def read_paper_code(typed: str, size: int) -> bytes:
    """The secret of `size` bytes behind a code read from paper; loose in case, spaces, dashes, O/0, I/L/1.

    Raises:
        UserError: `paper_code_length` (``typed`` of ``expected`` symbols), `paper_code_wrong` with
            ``groups``: the number of the group with the slip when one symbol or one swapped pair
            explains it, else the range of all groups. Nothing typed is echoed.
    """
    symbols = read_lookalikes(fold_symbols(typed))
    expected = _body_length(size) + _check_length(size)
    if len(symbols) != expected:
        raise UserError("paper_code_length", typed=len(symbols), expected=expected)
    stray = [place for place, symbol in enumerate(symbols) if symbol not in ALPHABET]
    if stray:
        raise UserError("paper_code_wrong", groups=_group_of(stray[0]))
    secret = _secret(symbols, size)
    if secret is None:
        raise UserError("paper_code_wrong", groups=_suspects(symbols, size))
    return secret


def _body_length(size: int) -> int:
    return -(-size * 8 // 5)


def _check_length(size: int) -> int:
    return _GROUP + -_body_length(size) % _GROUP


def _spare(size: int) -> int:
    """How many zero bits follow the secret in its last symbol."""
    return _body_length(size) * 5 - size * 8


def _check(secret: bytes) -> str:
    length = _check_length(len(secret))
    digest = hashlib.sha256(b"jb.paper.1\0" + secret).digest()
    return crockford(int.from_bytes(digest, "big") >> 256 - length * 5, length)


def _secret(symbols: str, size: int) -> bytes | None:
    body, check = symbols[: _body_length(size)], symbols[_body_length(size) :]
    number = 0
    for symbol in body:
        number = number << 5 | ALPHABET.index(symbol)
    spare = _spare(size)
    if number & (1 << spare) - 1:
        return None
    secret = (number >> spare).to_bytes(size, "big")
    return secret if _check(secret) == check else None


def _suspects(symbols: str, size: int) -> str:
    """The one group where a single slip mends the code; all groups when none or several do."""
    places = {place for place, mended in _slips(symbols) if _secret(mended, size) is not None}
    groups = {_group_of(place) for place in places}
    return groups.pop() if len(groups) == 1 else f"1-{_group_of(len(symbols) - 1)}"


def _slips(symbols: str) -> Iterator[tuple[int, str]]:
    """Every code one wrong symbol or one swapped pair away, with the place of the slip."""
    for place, found in enumerate(symbols):
        before, after = symbols[:place], symbols[place + 1 :]
        for symbol in ALPHABET:
            if symbol != found:
                yield place, before + symbol + after
        if after:
            yield place, before + after[0] + found + after[1:]


def _group_of(place: int) -> str:
    return str(place // _GROUP + 1)
