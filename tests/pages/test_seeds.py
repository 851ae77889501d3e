"""The two raw pages that the project starts from, read in full; their words are not repeated here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.pages.parsing import from_text, parse
from reportedly.records import READ_ROLES, Article

PRESS_TRUST = "000_ced7b9f589f8a978"
DAILY = "003_8a5b729cebdc91fe"

BLOCKS = {
    PRESS_TRUST: [
        (1, 26, "furniture"),
        (28, 97, "headline"),
        (99, 490, "summary"),
        (492, 578, "credit"),
        (579, 634, "caption"),
        (635, 652, "credit"),
        (653, 932, "body"),
        (934, 1273, "body"),
        (1275, 1553, "body"),
        (1555, 1860, "body"),
        (1862, 2038, "body"),
        (2039, 2044, "credit"),
        (2046, 2074, "credit"),
    ],
    DAILY: [
        (0, 64, "headline"),
        (66, 130, "furniture"),
        (132, 159, "dateline"),
        (161, 253, "headline"),
        (255, 412, "caption"),
        (413, 424, "credit"),
        (426, 627, "body"),
        (629, 874, "body"),
        (876, 918, "furniture"),
        (920, 1103, "body"),
        (1105, 1121, "related"),
        (1123, 1198, "related"),
        (1200, 1388, "body"),
        (1390, 1432, "furniture"),
        (1434, 1533, "body"),
        (1534, 1542, "credit"),
        (1544, 1599, "furniture"),
        (1600, 1638, "furniture"),
        (1640, 1673, "furniture"),
        (1675, 1786, "furniture"),
        (1788, 1832, "furniture"),
        (1834, 1889, "furniture"),
        (1890, 1928, "furniture"),
        (1930, 1958, "furniture"),
        (1960, 2071, "furniture"),
        (2073, 2129, "furniture"),
        (2131, 2161, "furniture"),
        (2163, 2270, "furniture"),
    ],
}


def seed(shared: Path, name: str) -> Article:
    path = shared / "seeds" / f"{name}.txt"
    return parse(path.read_bytes(), location=str(path))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_its_role(shared: Path, name: str) -> None:
    article = seed(shared, name)
    assert [(block.start, block.end, block.role) for block in article.blocks] == BLOCKS[name]


def test_a_page_of_a_press_trust(shared: Path) -> None:
    article = seed(shared, PRESS_TRUST)
    assert article.title == article.text[28:97]
    assert article.summary == article.text[99:490]
    assert article.publisher == "Devdiscourse"
    assert article.agency == "ANI"
    assert article.published == "2025-02-01T18:32+05:30"
    assert article.updated == "2025-02-01T18:32+05:30"
    assert article.language == "en"
    assert article.warnings == ()


def test_a_page_of_a_daily(shared: Path) -> None:
    article = seed(shared, DAILY)
    assert article.title == article.text[0:64]
    assert article.publisher == "INQUIRER.net"
    assert article.agency == "Yonhap"
    assert article.published == "2025-01-05T15:48"
    assert article.updated is None
    assert article.language == "en"
    assert article.warnings == ()


def documents(shared: Path) -> dict[str, dict[str, Any]]:
    lines = (shared / "gold" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def claims(shared: Path) -> Iterator[tuple[str, int, int]]:
    for name in ("dev", "seeds"):
        for line in (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for claim in record["claims"]:
                yield record["doc"], claim["start"], claim["end"]


def is_read(article: Article, start: int, end: int) -> bool:
    return any(b.start <= start and end <= b.end and b.role in READ_ROLES for b in article.blocks)


def test_every_claim_of_the_gold_files_stands_in_a_block_that_is_read(shared: Path) -> None:
    articles = {name: from_text(record["text"]) for name, record in documents(shared).items()}
    lost = [claim for claim in claims(shared) if not is_read(articles[claim[0]], *claim[1:])]
    assert lost == []


def test_texts_of_the_wire_date_themselves(shared: Path) -> None:
    for name, record in documents(shared).items():
        found = from_text(record["text"]).published
        if found is not None and record.get("published"):
            assert found[:10] == record["published"], name


def test_a_story_of_many_publishers_is_read_to_its_last_span(shared: Path) -> None:
    folder = shared / "gold" / "stories" / "velmar"
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    articles = {
        page["file"]: parse((folder / page["file"]).read_bytes(), location=page["file"])
        for page in story["pages"]
    }
    for page in story["pages"]:
        article = articles[page["file"]]
        assert (article.publisher, article.published) == (page["publisher"], page["published"])
    spans = list(_spans(story))
    assert spans
    assert [span for span in spans if not is_read(articles[span[0]], *span[1:])] == []


def _spans(value: Any) -> Iterator[tuple[str, int, int]]:
    if isinstance(value, dict):
        if "spans" in value and "page" in value:
            yield from ((value["page"], *span) for span in value["spans"])
        for item in value.values():
            yield from _spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from _spans(item)
