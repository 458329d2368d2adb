"""The demo's visits are good input, whole, with their photos and the shipped table of categories."""

import json
from pathlib import Path

import msgspec
import pytest

from desktop.actions import visits
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shapes import VisitIn, parse
from desktop.actions.writing import Act
from desktop.core.events import pack_thing
from desktop.core.pack import read_agencies, read_categories
from desktop.core.pack_types import Village
from desktop.paths import RESOURCES
from tests.actions.homes import PACK

DEMO = RESOURCES / "demo"


@pytest.fixture
def demo(desk: Session) -> Session:
    """A laptop whose pack is the demo's."""
    rows = json.loads((DEMO / "district.json").read_text("utf-8"))["villages"]
    pack = msgspec.structs.replace(
        PACK,
        villages=[
            Village(row["code"], row["name"], "desa", row["kecamatan"], row["kecamatan_code"]) for row in rows
        ],
        agencies=read_agencies((RESOURCES / "routing.csv").read_text("utf-8")),
        categories=read_categories((RESOURCES / "categories.csv").read_text("utf-8")),
    )
    desk.write([Act("pack.set", pack_thing(desk.district), msgspec.to_builtins(pack))])
    return desk


@pytest.mark.parametrize("path", sorted((DEMO / "visits").glob("*.json")), ids=lambda path: path.stem)
def test_a_demo_visit_is_taken(path: Path, demo: Session) -> None:
    shape = parse(path.read_bytes(), VisitIn)
    added = visits.add_visit(demo, shape, path.parent)
    assert len(added["aspirations"]) == len(shape.aspirations)
    [item] = visits.list_visits(demo, Query())["items"]
    # Whoever heard them counts them all, restricted ones too.
    assert item["aspirations"] == len(shape.aspirations)
