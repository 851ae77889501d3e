"""How fast pages and their claims go into a ledger and come out, beside a floor of plain `sqlite3`."""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly import ledger
from reportedly.ledger import rows
from reportedly.records import Article, Block, Capture, Claim, Mark, Reading, Stretch

KINDS = ("killed", "injured", "displaced", "deployed")
Given = tuple[Capture, bytes, Reading, str | None]


def invented_pages(claims: int, per_page: int, seed: int = 7) -> Iterator[Given]:
    """Pages of invented reports, each with so many claims."""
    chance = random.Random(seed)  # noqa: S311 (invents figures, keeps no secret)
    places = [f"Ostrel {number}" for number in range(500)]
    sources = [f"officer {number} of the valley guard" for number in range(2000)]
    for page in range(claims // per_page):
        yield _page(page, per_page, chance, places, sources)


def _page(
    page: int, per_page: int, chance: random.Random, places: list[str], sources: list[str]
) -> Given:
    lines, found, sentences, at = [], [], [], 0
    for _ in range(per_page):
        number = chance.randrange(10, 100_000)
        figure, who = f"at least {number}", "villagers"
        place, source = chance.choice(places), chance.choice(sources)
        line = f"In {place}, {figure} {who} were counted on page {page}, {source} said.\n"
        start = at + line.index(figure)
        found.append(
            Claim(
                start=start,
                end=start + len(figure),
                figure=figure,
                low=number,
                high=None,
                best=number,
                comparator="at_least",
                hedge="at least",
                kind=chance.choice(KINDS),
                counted=who,
                who=who,
                where=place,
                source=source,
                when=Stretch(start="2025-01-01", end="2025-01-31"),
                marks=(Mark(start=at + 3, end=at + 3 + len(place), field="where"),),
            )
        )
        sentences.append((at, at + len(line) - 1))
        lines.append(line)
        at += len(line)
    text = "".join(lines)
    article = Article(
        text=text,
        blocks=(Block(start=0, end=len(text), role="body"),),
        title=f"Report {page}",
        publisher=f"Courier {page % 50}",
        published=f"2025-{page % 12 + 1:02}-{page % 28 + 1:02}",
    )
    reading = Reading(version="1.0", article=article, claims=tuple(found), sentences=sentences)
    return Capture(location=f"pages/{page}.txt"), text.encode(), reading, "text/plain"


def floor(pages: list[Given], path: Path) -> float:
    """Claims a second that `executemany` puts into one table of the same columns without indices."""
    ready = []
    for capture, data, reading, media in pages:
        parts = rows.page_of(capture, data, media, reading).parts
        ready += [
            tuple(str(value) if isinstance(value, list) else value for value in row.values())
            for row in parts.claims
        ]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    width = len(ready[0])
    connection.execute(f"CREATE TABLE claims ({', '.join(f'c{n}' for n in range(width))})")
    started = time.process_time()
    connection.execute("BEGIN")
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO claims VALUES ({marks})", ready)  # noqa: S608
    connection.execute("COMMIT")
    taken = time.process_time() - started
    connection.close()
    return len(ready) / taken


def main(arguments: Sequence[str] = ()) -> None:
    """Print claims per second of CPU, and the share of the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=40_000)
    parser.add_argument("--per-page", type=int, default=20)
    parser.add_argument("--batch", type=int, default=200, help="pages in one transaction")
    asked = parser.parse_args(arguments)
    pages = list(invented_pages(asked.claims, asked.per_page))
    count = sum(len(reading.claims) for _, _, reading, _ in pages)
    with tempfile.TemporaryDirectory() as folder:
        plain = floor(pages, Path(folder) / "floor.db")
        print(f"floor, sqlite3 executemany     {plain:10,.0f} claims/s")

        def report(what: str, started: float) -> None:
            speed = count / (time.process_time() - started)
            print(f"{what:30} {speed:10,.0f} claims/s  {speed / plain:6.3f} of the floor")

        with ledger.open(Path(folder) / "single.db") as single:
            started = time.process_time()
            for capture, data, reading, media in pages:
                single.ingest(capture, data, reading, media=media)
            report("ingest, a page at a time", started)
        with ledger.open(Path(folder) / "many.db") as many:
            started = time.process_time()
            for first in range(0, len(pages), asked.batch):
                many.ingest_many(pages[first : first + asked.batch])
            report(f"ingest_many, {asked.batch} pages", started)
            started = time.process_time()
            for _ in many.each_claim():
                pass
            report("claims, all", started)
            started = time.process_time()
            found = many.claims(
                ledger.ClaimFilter(kind="killed", where="Ostrel 77", source="guard")
            )
            milliseconds = (time.process_time() - started) * 1000
            print(
                f"claims, filtered               {milliseconds:10,.1f} ms for {len(found)} claims"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
