"""Files that a forger, a thief or a bad stick would hand in, each with the sentence it must be refused by."""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.actions.enrolment import write_request
from desktop.core.canonical import b64
from desktop.core.events import district_of, writer_of
from desktop.paths import Paths
from desktop.store.engine import open_store
from desktop.sync.keys import Keys
from tests.journeys.homes import DATA_KEY, copied
from tests.proofs import reader
from tests.proofs.homes import district, done, photo, visit_file
from tests.sync.files import Forge, canonical

VISIT = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "attachments": ["a.jpg"],
    "aspirations": [{"kind": "keluhan", "text": "Lampu jalan mati"}],
}
STRANGER = Keys.generate()


@dataclass
class Post:
    """Homes, the officer's real file for the coordinator, and what a forger would have of each."""

    folder: Path
    homes: dict[str, Path]
    keys: dict[str, Keys]
    real: Path
    lines: bytes
    root: bytes

    def forge(self, name: str, **changes: object) -> Path:
        """A file by the officer's own keys, sound in everything that is not changed."""
        keys = self.keys["officer"]
        changes = {"number": 7, **changes}
        about = {key: changes.pop(key) for key in ("number", "to", "sequence", "x") if key in changes}
        manifest = {"district": b64(district_of(self.root)), **dict(changes.pop("manifest", {}))}  # type: ignore[call-overload]
        known = {one.writer: one.verify_key for one in self.keys.values()} | {writer_of(self.root): self.root}
        manifest.setdefault("keys", {b64(writer): b64(key) for writer, key in known.items()})
        whole = {"recipients": [keys.recipient, self.keys["induk"].recipient], "lines": self.lines} | changes
        forge = Forge(keys=keys, about=about, manifest=manifest, **whole)  # type: ignore[arg-type]
        return forge.write(self.folder / f"{name}.jbola")


def posted(folder: Path) -> Post:
    """A district in which one visit was recorded and sent."""
    homes = district(folder, ("induk", "officer", "pupr", "dinkes"))
    photo(folder / "a.jpg")
    done(homes["officer"], "visit", "add", visit_file(folder, VISIT))
    made = done(homes["officer"], "export", "--to", "coordinator", "--out", folder / "stik")
    keys = {name: keys_of(home) for name, home in homes.items()}
    real = Path(made["files"][0]["path"])
    _, events = reader.read(real, keys["induk"].secret()["age"])
    lines = [canonical({name: value for name, value in event.items() if name != "id"}) for event in events]
    whole = b"".join(line + b"\n" for line in lines)
    return Post(folder, homes, keys, real, whole, root_of(homes["induk"]))


def moved(post: Post, folder: Path) -> Post:
    """The same in another folder."""
    shutil.copytree(post.folder, folder, dirs_exist_ok=True)
    homes = {name: folder / name for name in post.homes}
    real = folder / post.real.relative_to(post.folder)
    return replace(post, folder=folder, homes=homes, keys=dict(post.keys), real=real)


def keys_of(home: Path) -> Keys:
    with open_store(Paths(home), DATA_KEY) as store:
        return Keys.from_secret(json.loads(store.meta("keys") or b""))


def root_of(home: Path) -> bytes:
    with open_store(Paths(home), DATA_KEY) as store:
        return store.meta("root") or b""


HOSTILE: dict[str, tuple[Callable[[Post], Path], str]] = {}


def hostile(code: str) -> Callable[[Callable[[Post], Path]], Callable[[Post], Path]]:
    def keep(make: Callable[[Post], Path]) -> Callable[[Post], Path]:
        HOSTILE[make.__name__] = (make, code)
        return make

    return keep


def written(post: Post, data: bytes) -> Path:
    path = post.folder / "berkas.jbola"
    path.write_bytes(data)
    return path


@hostile("file_damaged")
def damaged(post: Post) -> Path:
    data = bytearray(post.real.read_bytes())
    data[len(data) // 2] ^= 1
    return written(post, bytes(data))


@hostile("file_truncated")
def truncated(post: Post) -> Path:
    return written(post, post.real.read_bytes()[:-100])


@hostile("file_damaged")
def prolonged(post: Post) -> Path:
    return written(post, post.real.read_bytes() + b"\0")


@hostile("file_not_ours")
def empty(post: Post) -> Path:
    return written(post, b"")


@hostile("file_not_ours")
def some_other_file(post: Post) -> Path:
    return written(post, b"Yth. Bapak Camat" * 100)


@hostile("file_not_ours")
def a_plain_database(post: Post) -> Path:
    path = post.folder / "polos.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE event (id)")
    connection.close()
    return path


@hostile("file_not_found")
def nowhere(post: Post) -> Path:
    return post.folder / "tidak-ada.jbola"


@hostile("file_unreadable")
def a_folder(post: Post) -> Path:
    return post.folder


@hostile("file_unreadable")
def a_pipe(post: Post) -> Path:
    path = post.folder / "pipa.jbola"
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
    else:
        path.mkdir()
    return path


@hostile("file_forged")
def signed_by_another(post: Post) -> Path:
    return post.forge("palsu", on_signature=lambda _: STRANGER.sign(b"jb.file.1\0"))


@hostile("file_forged")
def header_and_manifest_differ(post: Post) -> Path:
    return post.forge("beda", manifest={"number": 8})


@hostile("file_not_for_you")
def for_somebody_else(post: Post) -> Path:
    mine = post.keys["officer"].recipient
    return post.forge("orang-lain", recipients=[mine, post.keys["pupr"].recipient])


@hostile("file_rewrapped")
def wrapped_anew_by_a_reader(post: Post) -> Path:
    named = [post.keys["officer"].recipient, post.keys["pupr"].recipient]
    return post.forge("bungkus", recipients=named, sealed_to=[named[0], post.keys["induk"].recipient])


@hostile("file_other_desk")
def for_another_desk(post: Post) -> Path:
    return post.forge("meja-lain", to="agency:PUPR")


@hostile("file_other_district")
def of_a_foreign_district(post: Post) -> Path:
    return post.forge("daerah-lain", manifest={"district": b64(b"12345678")})


@hostile("number_reused")
def a_known_number_with_other_contents(post: Post) -> Path:
    done(post.homes["induk"], "import", post.real)
    return post.forge("nomor", number=1)


@hostile("file_too_large")
def with_a_header_too_large(post: Post) -> Path:
    return post.forge("kepala", x="x" * 70_000)


@hostile("file_too_large")
def with_a_line_too_long(post: Post) -> Path:
    return post.forge("baris", lines=b'{"e":"' + b"x" * 300_000 + b'"}\n')


@hostile("file_too_large")
def a_zstd_bomb(post: Post) -> Path:
    return post.forge("bom", lines=b"{" * 20_000_000)


@hostile("file_damaged")
def a_zip_bomb(post: Post) -> Path:
    path = post.folder / "bom.jbola"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.json", "{}")
        archive.writestr("contents.age", b"\0" * 20_000_000)
    return path


@hostile("needs_newer_version")
def of_a_later_version(post: Post) -> Path:
    return post.forge("versi", manifest={"requires": ["teleportasi@9.1"]})


@hostile("not_to_import")
def a_request(post: Post) -> Path:
    world = copied(post.folder / "lain", cast=("officer",))
    write_request(world.homes["officer"], post.folder / "a.jbreq")
    world.close()
    return post.folder / "a.jbreq"
