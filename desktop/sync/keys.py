"""This installation's keys, the district root, and the two halves of an office recovery key."""

from collections.abc import Mapping
from dataclasses import dataclass

from nacl.signing import SigningKey

from desktop.core.canonical import b64, unb64
from desktop.core.events import Signer, district_of, writer_of
from desktop.sync.seal import Identity, identity_from, new_identity
from desktop.sync.verify import Verdict, Verifier, verify_batch

__all__ = [
    "Keys",
    "RootKey",
    "Signer",
    "Verdict",
    "Verifier",
    "district_of",
    "join_halves",
    "split_halves",
    "verify_batch",
    "writer_of",
]


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What one installation signs and opens with; never leaves the laptop."""

    signing: SigningKey
    age: Identity

    @classmethod
    def generate(cls) -> "Keys":
        """Fresh keys of a new writer, from the system's randomness."""
        return cls(SigningKey.generate(), new_identity())

    @classmethod
    def from_secret(cls, secret: Mapping[str, str]) -> "Keys":
        """Inverse of `secret`."""
        return cls(SigningKey(unb64(secret["signing"], 32)), identity_from(secret["age"]))

    def secret(self) -> dict[str, str]:
        """Both private keys as text, for the encrypted store only."""
        return {"age": str(self.age), "signing": b64(bytes(self.signing))}

    @property
    def verify_key(self) -> bytes:
        """Public signing key, 32 bytes."""
        return bytes(self.signing.verify_key)

    @property
    def writer(self) -> bytes:
        """This writer's 16 bytes."""
        return writer_of(self.verify_key)

    @property
    def recipient(self) -> str:
        """Public age key, ``age1…``."""
        return str(self.age.to_public())

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes; the caller puts the ``jb.…`` prefix before the message."""
        return self.signing.sign(message).signature


@dataclass(frozen=True, slots=True, repr=False)
class RootKey:
    """The district root (*kunci induk daerah*), made from the 32 bytes printed on paper."""

    signing: SigningKey

    @classmethod
    def from_seed(cls, seed: bytes) -> "RootKey":
        """The root of a 32-byte seed."""
        return cls(SigningKey(seed))

    @property
    def verify_key(self) -> bytes:
        """Public key, 32 bytes."""
        return bytes(self.signing.verify_key)

    @property
    def writer(self) -> bytes:
        """The root as a writer, 16 bytes."""
        return writer_of(self.verify_key)

    @property
    def district(self) -> bytes:
        """The district this root founds, 8 bytes; a successor keeps the first root's."""
        return district_of(self.verify_key)

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes."""
        return self.signing.sign(message).signature


def split_halves(secret: bytes, random: bytes) -> tuple[bytes, bytes]:
    """Two halves that tell nothing alone; ``random`` is fresh and as long as the secret."""
    return random, join_halves(secret, random)


def join_halves(first: bytes, second: bytes) -> bytes:
    """The secret of two halves, in either order.

    Raises:
        ValueError: the halves differ in length.
    """
    return bytes(one ^ other for one, other in zip(first, second, strict=True))
