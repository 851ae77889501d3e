"""Articles and statements made by hand."""

import hashlib

from reportedly.records import Article, Block, Comparator, Statement


def article(*paragraphs: str, headline: str = "", **others: object) -> Article:
    """An article of body blocks, below a headline where one is given."""
    parts = [("headline", headline)] if headline else []
    parts += [("body", paragraph) for paragraph in paragraphs]
    blocks, text = [], ""
    for role, words in parts:
        start = len(text)
        text += words + "\n"
        blocks.append(
            Block.model_validate({"start": start, "end": start + len(words), "role": role})
        )
    fields: dict[str, object] = {"text": text, "blocks": tuple(blocks), "published": "2026-03-09"}
    return Article.model_validate(fields | others)


def statement(page: Article, words: str, figure: str, **others: object) -> Statement:
    """A statement whose sentence is some words of an article."""
    start = page.text.index(words)
    at = start + words.index(figure)
    name = hashlib.sha256(f"{page.text}{words}{figure}".encode()).hexdigest()[:12]
    value = int("".join(c for c in figure if c.isdigit()) or 1)
    fields: dict[str, object] = {
        "id": name,
        "page": f"{page.text_hash()[:8]}.txt",
        "claims": ({"start": at, "end": at + len(figure)},),
        "figure": figure,
        "low": value,
        "high": value,
        "comparator": "exactly",
        "kind": "killed",
        "who": "people",
        "published": page.published,
        "publisher": page.publisher,
        "text_hash": page.text_hash(),
        "sentence": words,
        "sentence_start": start,
        "role": "body",
        "named": "source" in others,
    }
    return Statement.model_validate(fields | others)


_OPEN: dict[str, tuple[bool, bool]] = {
    "more_than": (True, False),
    "at_least": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
}


def said(
    value: int, source: str | None, day: str, comparator: Comparator = "exactly", **others: object
) -> Statement:
    """A figure of people killed in Tarn, by one voice."""
    floor, ceiling = _OPEN.get(comparator, (True, True))
    fields: dict[str, object] = {
        "id": f"{value}-{source}-{day}",
        "page": f"{day}.txt",
        "claims": ({"start": 0, "end": 2},),
        "figure": f"{comparator} {value}",
        "low": value if floor else None,
        "high": value if ceiling else None,
        "comparator": comparator,
        "kind": "killed",
        "who": "people",
        "where": "Tarn",
        "source": source,
        "published": day,
        "publisher": "The Tarn Post",
    }
    return Statement.model_validate(fields | others)
