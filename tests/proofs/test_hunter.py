"""The hunter itself: it finds what is hidden in every way it claims to know, and nothing elsewhere."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

import pyrage  # type: ignore[import-untyped]
import pytest
import zstandard

from tests.proofs.hunter import Hunter

KEY = pyrage.x25519.Identity.generate()
MARK = "Kenarikuning"
TEXT = f"Ibu {MARK} dari RT 03".encode()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", data)
    return out.getvalue()


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "upper case": bytes.upper,
    "zip": zipped,
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
    "age": lambda data: pyrage.encrypt(data, [KEY.to_public()]),
    "utf-16": lambda data: data.decode().encode("utf-16-be"),
    "base64": base64.b64encode,
    "base64 inside": lambda data: base64.urlsafe_b64encode(b"xy" + data + b"z"),
    "hex": lambda data: data.hex().encode(),
    "pdf": lambda data: b"1 0 obj\n<<>>\nstream\n" + zlib.compress(data) + b"\nendstream",
    "pdf in ascii": lambda data: b"stream\n" + base64.a85encode(zlib.compress(data)) + b"~>\nendstream",
    "json in zlib in base64": lambda data: json.dumps(
        {"x": base64.b64encode(zlib.compress(data)).decode()}
    ).encode(),
    "zstd in age in zip": lambda data: zipped(pyrage.encrypt(zstandard.compress(data), [KEY.to_public()])),
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_it_finds(name: str) -> None:
    wrapped = b"before" + WRAPPINGS[name](TEXT) if name != "zip" else WRAPPINGS[name](TEXT)
    assert Hunter({"name": MARK, "other": "Merpatiputih"}, [str(KEY)]).hunt(wrapped) == {"name"}


def test_a_seal_it_has_no_key_for_stays_shut() -> None:
    assert Hunter({"name": MARK}).hunt(WRAPPINGS["age"](TEXT)) == set()
