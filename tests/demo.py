"""What tests read of the practice district in ``resources/demo``."""

import json
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parent.parent / "resources" / "demo"


def words(text: str) -> set[str]:
    """Words of one line."""
    return set(text.split())


def load(name: str) -> Any:
    """One file of the practice district."""
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def visits() -> dict[int, Any]:
    """Its visits by number."""
    return {number: load(f"visits/{number}.json") for number in range(1, 7)}


def aspirations() -> dict[str, Any]:
    """Its aspirations as ``visit.place``, with those that are added later."""
    late = load("late.json")
    found: dict[str, Any] = {}
    for number, visit in visits().items():
        rows = visit["aspirations"] + (late["aspirations"] if late["visit"] == number else [])
        found |= {f"{number}.{index}": row for index, row in enumerate(rows, 1)}
    return found


def steps(*acts: str) -> list[Any]:
    """Steps of its story; of some acts only, if they are named."""
    return [step for step in load("story.json")["steps"] if not acts or step["act"] in acts]


def refs(step: Any) -> list[str]:
    """The aspirations a step speaks of."""
    return [*step.get("aspirations", []), *([step["aspiration"]] if "aspiration" in step else [])]
