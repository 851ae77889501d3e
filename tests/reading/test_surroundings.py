"""What stands around a figure: entries of live blogs, captions, and the headers of tables."""

from datetime import date

from spacy.tokens import Doc

from reportedly import annotate, pages, reading
from reportedly.reading import places, times
from reportedly.reading.surroundings import headers_of
from reportedly.records import Article, Block, Claim, Role
from tests.reading.documents import span_of

BLOG = """Storm in Keldia: as it happened

May 17, 2024

14:05 Some 12 people died in Torva on Thursday, when the storm came ashore.

13:20 In Lwira, 20 people were injured when a roof fell in.

12:02 In the harbour of Oro, 30 boats were destroyed overnight.
"""

TABLE = """Storm toll by district

May 17, 2024

The storm that came ashore on Monday killed 42 people, the ministry said.

District | Soldiers killed | Injured | Houses destroyed
Torva | 12 | 30 | 200
Lwira | 20 | 45 | 310
Oro | 10 | 15 | 90

The ministry said that the search went on.
"""


def claims_of(text: str) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {claim.figure: claim for claim in annotate(text).claims}


def read(text: str) -> Doc:
    """A text read as a page, with its blocks."""
    nlp = reading.pipeline()
    doc = nlp.make_doc(text)
    doc._.article = pages.from_text(text)
    doc._.boundaries = sorted({block.start for block in doc._.article.blocks})
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_an_entry_of_a_live_blog_has_no_time_or_place_of_another() -> None:
    claims = claims_of(BLOG)
    assert claims["Some 12"].where == "Torva"
    assert claims["20"].where == "Lwira"
    assert claims["20"].when is None
    stretch = claims["30"].when
    assert stretch is not None
    assert stretch.end == date(2024, 5, 17)


DAYS = """Storm in Keldia: as it happened

May 17, 2024

14:05
Some 12 people died in Torva, the governor said.

May 16, 2024

21:10
Five people were killed in Lwira, police said.

18:00
Yesterday two villagers drowned near Oro, the mayor said.
"""


def test_entries_are_of_the_day_that_stands_above_them() -> None:
    stated = {words: claim.stated for words, claim in claims_of(DAYS).items()}
    days = {words: stretch and stretch.start for words, stretch in stated.items()}
    assert days == {
        "Some 12": date(2024, 5, 17),
        "Five": date(2024, 5, 16),
        "two": date(2024, 5, 16),
    }
    when = claims_of(DAYS)["two"].when
    assert when is not None
    assert when.start == date(2024, 5, 15)


def test_a_cell_is_under_its_headers() -> None:
    doc = read(TABLE)
    headers = headers_of(doc, TABLE, TABLE.index("45"))
    assert headers is not None
    assert headers.column is not None
    assert headers.subject is not None
    assert headers.row.of(TABLE) == "Lwira"
    assert headers.column.of(TABLE) == "Injured"
    assert headers.subject.of(TABLE) == "District"


def test_a_cell_is_at_the_place_that_heads_its_row() -> None:
    name, mark = places.where_of(read(TABLE), span_of(TABLE, "45"), "injured")
    assert name == "Lwira"
    assert mark is not None
    assert TABLE[mark.start : mark.end] == "Lwira"


def test_what_stands_in_no_table_has_no_headers() -> None:
    doc = read(TABLE)
    assert headers_of(doc, TABLE, TABLE.index("42")) is None
    assert headers_of(doc, TABLE, TABLE.index("Lwira")) is None


def of_blocks(*blocks: tuple[Role, str]) -> Doc:
    """A text of blocks, one a paragraph, written on a Friday."""
    text = "\n\n".join(words for _, words in blocks)
    placed: list[Block] = []
    for role, words in blocks:
        start = text.index(words, placed[-1].end if placed else 0)
        placed.append(Block(start=start, end=start + len(words), role=role))
    nlp = reading.pipeline()
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text, blocks=tuple(placed), published="2024-05-17")
    doc._.boundaries = [block.start for block in placed]
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_a_caption_dates_nothing_but_its_picture() -> None:
    doc = of_blocks(
        ("headline", "Floods kill 12 in Torva"),
        ("caption", "Ansa Moro walks through Keld on May 3, 2024."),
        ("body", "The floods killed 12 people in Torva, the ministry said."),
    )
    assert times.when_of(doc, span_of(doc.text, "12 people"), "killed")[0] is None


def test_an_advertisement_has_no_place_time_or_words_for_the_report() -> None:
    doc = of_blocks(
        ("headline", "Floods in the north"),
        ("furniture", "Spring sale in Harrow, May 3: the best of all years, says Ansa Moro."),
        ("body", "The floods killed 12 people."),
    )
    (claim,) = doc._.claims
    assert (claim.where, claim.when, claim.source) == (None, None, None)
    assert doc._.attributions == []


def test_an_entry_that_opens_with_a_day_is_seen_from_that_day() -> None:
    doc = of_blocks(
        ("headline", "Floods in Torva"),
        ("entry", "May 16, 14:05 The floods killed 12 people yesterday."),
        ("entry", "May 15, 11:30 The floods killed 20 people yesterday."),
    )
    for words, day in (("12", 15), ("20", 14)):
        when, _ = times.when_of(doc, span_of(doc.text, f"{words} people"), "killed")
        assert when is not None
        assert when.end == date(2024, 5, day)


def test_the_entries_of_a_blog_that_runs_over_days_open_with_day_and_time() -> None:
    blog = """Storm in Keldia: as it happened

May 17, 2024

16 May, 14:05 Some 12 people died in Torva, when the storm came ashore.

16 May, 13:20 In Lwira, 20 people were injured when a roof fell in.

15 May 2024, 12:02 In the harbour of Oro, 30 boats were destroyed overnight.
"""
    claims = claims_of(blog)
    for figure, day in (("Some 12", 16), ("20", 16), ("30", 15)):
        stretch = claims[figure].when
        assert stretch is not None
        assert stretch.end == date(2024, 5, day)
    article = pages.from_text(blog)
    assert [block.role for block in article.blocks][2:] == ["entry"] * 3
