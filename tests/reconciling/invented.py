"""Articles and statements made by hand."""

import hashlib

from reportedly.records import Article, Block, Statement


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
