"""Decisions on names made by hand."""

from reportedly.reconciling.wordings import name_key
from reportedly.records import NameDecision, NameSort


def decided(
    *said: str,
    sort: NameSort = "actor",
    page: str | None = None,
    second_page: str | None = None,
    by: str = "Ines Tarv",
) -> list[NameDecision]:
    """Decisions from lines: `Ada Orlen = Ada Orlenn`, `Ada Orlen / Ida Orlen`, `undo 0`."""
    decisions: list[NameDecision] = []
    for number, line in enumerate(said):
        fields: dict[str, object] = {
            "id": f"{number:04x}",
            "by": by,
            "at": "2026-03-20",
            "sort": sort,
        }
        if line.startswith("undo "):
            undone = decisions[int(line.removeprefix("undo "))]
            fields = undone.model_dump() | fields | {"type": "undo", "undoes": undone.id}
        else:
            kind, sign = ("merge", " = ") if " = " in line else ("split", " / ")
            first, second = line.split(sign)
            fields |= {
                "type": kind,
                "first": first,
                "second": second,
                "first_key": name_key(sort, first),
                "second_key": name_key(sort, second),
                "first_page": page,
                "second_page": second_page,
            }
        decisions.append(NameDecision.model_validate(fields))
    return decisions
