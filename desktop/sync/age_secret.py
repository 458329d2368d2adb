"""An age identity from 32 bytes that were put together from paper: Bech32 as in BIP 173, which age uses."""

from collections.abc import Iterable

from desktop.sync.seal import Identity, identity_from

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX = "age-secret-key-"


def identity_of(secret: bytes) -> Identity:
    """The age identity of a 32-byte X25519 secret."""
    groups = _groups(secret)
    expanded = [ord(sign) >> 5 for sign in _PREFIX] + [0] + [ord(sign) & 31 for sign in _PREFIX]
    check = _polymod([*expanded, *groups, *([0] * 6)]) ^ 1
    groups += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return identity_from((_PREFIX + "1" + "".join(_ALPHABET[group] for group in groups)).upper())


def recipient_of(secret: bytes) -> str:
    """The public ``age1…`` of a 32-byte secret."""
    return str(identity_of(secret).to_public())


def _groups(secret: bytes) -> list[int]:
    """The bytes as groups of five bits, most significant first, zero bits after the last."""
    length = -(-len(secret) * 8 // 5)
    number = int.from_bytes(secret, "big") << length * 5 - len(secret) * 8
    return [number >> 5 * (length - 1 - place) & 31 for place in range(length)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if top >> place & 1 else 0
    return check
