"""`export_reviews`, `import_reviews`, `export_gold`: what people decided, from one ledger to another."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import InputError, UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.grouping import check_story_decision
from reportedly.publishing.files import whole
from reportedly.records import (
    ImportedReviews,
    NameDecision,
    RecordedClaim,
    Review,
    StoryDecision,
    ValidationError,
)
from reportedly.verbs.judging import disagreements

FORMAT = "reportedly reviews"
VERSION = 1

LONGEST_LINE = 1_000_000
"""Bytes of the longest line of a file of reviews."""

MOST_LINES = 2_000_000


def export_reviews(ledger: Ledger, output: str | Path) -> int:
    """Write all that people decided of claims, series, names and stories, as JSON lines; `-`: standard output.

    Ledgers with the same decisions write the same bytes.

    Returns:
        How many decisions were written.

    Raises:
        UsageError: the file cannot be written.
    """
    reviews = [
        {"review": one.model_dump(mode="json", include=set(Review.model_fields))}
        for one in ledger.reviews()
    ]
    names = [{"name": one.model_dump(mode="json")} for one in ledger.name_decisions()]
    stories = [{"story": json.loads(one.said())} for one in ledger.story_decisions()]
    decisions = [*reviews, *names, *stories]
    with _opened(output) as file:
        for line in ({"format": FORMAT, "version": VERSION}, *decisions):
            file.write(json.dumps(line).encode("ascii") + b"\n")
    return len(decisions)


@contextmanager
def _opened(output: str | Path) -> Iterator[BinaryIO]:
    if str(output) == "-":
        yield sys.stdout.buffer
        return
    with whole(Path(output)) as file:
        yield file


def import_reviews(ledger: Ledger, file: str | Path) -> ImportedReviews:
    """Take in what people decided in another ledger; what this one has already is left as it is.

    The same file again changes nothing, and of two ledgers that take in each other's reviews both say
    the same. Reviews of pages that are not here wait for them.

    Args:
        ledger: where to keep them.
        file: that `export_reviews` wrote.

    Raises:
        InputError: the file cannot be read, or is no file of reviews; nothing of it is taken in.
        LedgerError: the ledger cannot be written.
    """
    given = _read(Path(file))
    new = {one.id for one in ledger.add_reviews(given.reviews)}
    names = ledger.join_name_decisions(given.names) if given.names else []
    stories = ledger.join_story_decisions(given.stories) if given.stories else []
    orphans = [
        one
        for one in ledger.reviews()
        if one.id in new and one.standing == "in force" and one.decision != "undo"
        if not one.attached
    ]
    return ImportedReviews(
        file=str(file),
        reviews=len(given.reviews),
        new=len(new),
        orphans=len(orphans),
        names=len(names),
        stories=len(stories),
        disagreements=len(disagreements(ledger)),
    )


def is_reviews(file: str | Path) -> bool:
    """Whether a file begins as `export_reviews` begins one."""
    try:
        with Path(file).open("rb") as opened:
            return FORMAT.encode() in opened.readline(200)
    except OSError:
        return False


@dataclass
class _Given:
    reviews: list[Review]
    names: list[NameDecision]
    stories: list[StoryDecision]


def _read(path: Path) -> _Given:
    given = _Given([], [], [])
    try:
        with path.open("rb") as file:
            _check_head(path, file.readline(LONGEST_LINE))
            number = 1
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE or number > MOST_LINES:
                    raise _bad(path, number, "the line, or the file, is too long")
                if line.strip():
                    _take(given, path, number, line)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}; name a file of `export --reviews`",
            "missing",
        ) from error
    return given


def _check_head(path: Path, line: bytes) -> None:
    try:
        head = json.loads(line)
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise InputError(
            f"{path} is no file of reviews: write one with `reportedly export --reviews FILE`",
            "malformed",
        )
    if head.get("version") != VERSION:
        raise InputError(
            f"{path} was written by a newer version of reportedly: upgrade this one", "malformed"
        )


def _take(given: _Given, path: Path, number: int, line: bytes) -> None:
    try:
        value = json.loads(line)
        if not isinstance(value, dict) or len(value) != 1:
            raise _bad(path, number, "it holds no decision")
        ((sort, fields),) = value.items()
        if sort == "review":
            review = Review.model_validate(fields)
            if review.identified().id != review.id:
                raise _bad(path, number, "the review was changed: its id does not fit what it says")
            given.reviews.append(review)
        elif sort == "name":
            given.names.append(NameDecision.model_validate(fields))
        elif sort == "story":
            story = StoryDecision.model_validate(fields)
            check_story_decision(story)
            given.stories.append(story)
        else:
            raise _bad(path, number, f"{str(sort)[:40]!r} is no sort of decision")
    except (ValidationError, RecursionError, UsageError) as error:
        raise _bad(path, number, "it holds no decision as this version knows them") from error
    except ValueError as error:
        raise _bad(path, number, "it is not JSON") from error


def _bad(path: Path, number: int, why: str) -> InputError:
    return InputError(
        f"{path}: line {number}: {why}; export it again: nothing of it is taken in", "malformed"
    )


_GOLD = (
    *("start", "end", "figure", "low", "high", "comparator", "counted", "kind", "who", "where"),
    *("when", "window", "source", "cites", "via", "stance", "quoted"),
)


@dataclass(frozen=True)
class WrittenGold:
    """What `export_gold` wrote: pages and claims; and how many pages are reviewed in part, or disputed."""

    pages: int
    claims: int
    left_out: int


def export_gold(ledger: Ledger, output: str | Path) -> WrittenGold:
    """Write reviewed pages as gold data, a page a line: what a reading of them should give.

    Only pages of which people reviewed every claim, and on which they agree, are written: others cannot
    say what a reading missed. A page's `doc` is the id that `annotate` gives it.

    Raises:
        UsageError: the file cannot be written.
    """
    reviewed = {
        anchor.text_hash for one in ledger.reviews() for anchor in one.anchors if not one.hand_made
    }
    pages: dict[str, list[RecordedClaim]] = defaultdict(list)
    for text_hash in sorted(reviewed):
        for claim in ledger.claims(ClaimFilter(text_hash=text_hash)):
            pages[claim.page].append(claim)
    written = claims = left_out = 0
    with _opened(output) as file:
        for page in sorted(pages):
            known = [claim.review for claim in pages[page]]
            if not all(review is not None and not review.disputed for review in known):
                left_out += 1
                continue
            standing = [
                claim
                for claim in pages[page]
                if claim.review and claim.review.verdict != "rejected"
            ]
            line = _gold(page, pages[page][0].published, standing)
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            written += 1
            claims += len(standing)
    return WrittenGold(written, claims, left_out)


def _gold(page: str, published: str | None, claims: list[RecordedClaim]) -> dict[str, Any]:
    whole = [one.model_dump(mode="json", include=set(_GOLD)) for one in claims]
    return {
        "doc": page,
        "published": published,
        "claims": [{name: one[name] for name in _GOLD} for one in whole],
    }
