"""What a careful person reads in the example pages, with the offsets that the words have now.

`expected.toml` is written by hand and speaks in words; `expected.jsonl` is made from it, in the format
of a gold file: `python -m tests.examples.expectations` writes it anew, and a test checks that it is up
to date. An HTML page has no offsets of its own: its claims carry the words alone, to be found in the
text that the program takes from the page.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOURCE = Path(__file__).with_name("expected.toml")
TARGET = Path(__file__).with_name("expected.jsonl")

PAGE_FIELDS = ("title", "publisher", "agency", "authors", "published", "updated", "copy_of")


@dataclass(frozen=True)
class Words:
    """Exact words of a page with a figure among them."""

    before: str
    figure: str
    after: str
    first: bool = False

    @classmethod
    def parse(cls, marked: str, *, first: bool = False) -> "Words":
        """Read `killing [at least 12] people`, the figure in brackets."""
        before, rest = marked.split("[", 1)
        figure, after = rest.split("]", 1)
        return cls(before, figure, after, first)

    def locate(self, text: str) -> tuple[int, int] | None:
        """Find the figure's span in `text`: offsets of its first character and behind its last.

        Raises:
            ValueError: the words stand there more than once, and it is not said that the first counts.
        """
        whole = self.before + self.figure + self.after
        at = text.find(whole)
        if at < 0:
            return None
        if not self.first and text.find(whole, at + 1) >= 0:
            raise ValueError(f"{whole!r} stands in the page more than once")
        start = at + len(self.before)
        return start, start + len(self.figure)


def interval(value: int | str) -> dict[str, Any]:
    """Turn `12`, `"at_least 12"`, `"between 20 30"` or `"vague 24 _"` into low, high, comparator."""
    comparator, *ends = f"exactly {value}".split() if isinstance(value, int) else value.split()
    numbers = [None if end == "_" else int(end) for end in ends]
    low, high = numbers[0], numbers[-1]
    if comparator in ("at_least", "more_than"):
        high = None
    if comparator in ("at_most", "less_than"):
        low = None
    return {"low": low, "high": high, "comparator": comparator}


def stretch(when: str | None) -> dict[str, str | None] | None:
    """Turn `2025-10-13`, `first..last` or `..last` into a start and an end."""
    if when is None:
        return None
    start, dots, end = when.partition("..")
    return {"start": start or None, "end": end or None} if dots else {"start": when, "end": when}


def claim(entry: dict[str, Any], text: str | None) -> dict[str, Any]:
    """Make one claim of a gold file; without a text, `start` and `end` are null."""
    words = Words.parse(entry["words"], first=entry.get("first", False))
    place = words.locate(text) if text is not None else None
    if text is not None and place is None:
        raise ValueError(f"{entry['words']!r}: the page does not have these words")
    start, end = place or (None, None)
    return {
        "start": start,
        "end": end,
        "figure": words.figure,
        **interval(entry["value"]),
        "counted": entry.get("counted", "people"),
        "kind": entry["kind"],
        "who": entry.get("who", "people"),
        "where": entry.get("where"),
        "when": stretch(entry.get("when")),
        "window": entry.get("window", "event"),
        "source": entry.get("source"),
        "cites": entry.get("cites"),
        "via": entry.get("via", []),
        "stance": entry.get("stance", "asserts"),
        "quoted": entry.get("quoted", False),
        "relation": entry.get("relation"),
        "words": entry["words"],
    }


def document(page: dict[str, Any]) -> dict[str, Any]:
    """Make one line of the gold file."""
    path = EXAMPLES / page["file"]
    text = path.read_text(encoding="utf-8") if path.suffix == ".txt" else None
    line: dict[str, Any] = {"doc": page["file"], "article": page.get("article", True)}
    line |= {field: page.get(field) for field in PAGE_FIELDS}
    line["furniture"] = page.get("furniture", [])
    try:
        line["claims"] = [claim(entry, text) for entry in page.get("claims", [])]
    except ValueError as error:
        raise ValueError(f"{SOURCE.name}, {page['file']}: {error}") from error
    line["table"] = [
        {"row": cell["row"], "column": cell["column"], "kind": cell["kind"]}
        | interval(cell["value"])
        for cell in page.get("table", [])
    ]
    return line


def documents() -> list[dict[str, Any]]:
    """Make every line of the gold file from the pages and the words, in the order of the source."""
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return [document(page) for page in source["page"]]


def rendered() -> str:
    """Render the gold file as it should stand on disk."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in documents())


if __name__ == "__main__":
    TARGET.write_text(rendered(), encoding="utf-8")
