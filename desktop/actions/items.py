"""Values of events as they are shown: points in degrees again, wherever they stand."""

from typing import Any


def degrees(point: Any) -> list[float] | None:
    """A point in micro-degrees as latitude and longitude in degrees."""
    return [part / 1_000_000 for part in point] if isinstance(point, list) else None


def attachment_items(listed: Any) -> list[dict[str, Any]]:
    """Attachments as events name them, with their points in degrees."""
    found = [entry for entry in listed or () if isinstance(entry, dict)] if isinstance(listed, list) else []
    return [{**entry, "point": degrees(entry["point"])} if "point" in entry else entry for entry in found]


def answer_item(answer: Any) -> dict[str, Any] | None:
    """An agency's answer with its evidence; None when there is none."""
    if not isinstance(answer, dict):
        return None
    if "attachments" not in answer:
        return answer
    return {**answer, "attachments": attachment_items(answer["attachments"])}
