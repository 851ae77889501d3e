"""Invented news pages in archives, the same for a seed; and how fast they are read.

usage: python -m bench archived [--pages N] [--jobs J ...]

Prints pages a second and the memory of a process, for each number of processes, of `read` into a new
ledger of a generated CC-NEWS file; then how fast the same file is gone through a second time.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 11
_TOWNS = ("Orlenz", "Keshtal", "Vardo Bay", "Tollen", "Ashmere", "Pryde", "Lomsk Ferry", "Undal")
_SPEAKERS = (
    "the regional governor",
    "the interior ministry",
    "a hospital official",
    "the fire service",
    "local police",
    "the aid group Harbour Relief",
)
_EVENTS = ("flood", "landslide", "ferry accident", "factory fire", "bridge collapse", "storm")
_IDLE = (
    "Traders at the covered market reopened their stalls in the afternoon as the weather cleared.",
    "The road along the river stays closed while engineers look at the supports.",
    "Schools in the district are to open again once the heating has been checked.",
    "Neighbours brought blankets and soup to the hall where families spent the night.",
    "The council meets later in the week to talk about the state of the embankment.",
    "A spokesman asked people to keep away from the shore until the wind drops.",
)


@dataclass(frozen=True)
class InventedPage:
    """A page of a newspaper that does not exist."""

    url: str
    retrieved: str
    title: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The page as plain text."""
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"

    @property
    def html(self) -> bytes:
        """The page as a site would print it: with a head, a menu and a foot."""
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in self.paragraphs)
        menu = "".join(f'<li><a href="/{town.lower()}">{town}</a></li>' for town in _TOWNS)
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{self.title} | The Undal Gazette</title>
<meta property="og:site_name" content="The Undal Gazette"><meta property="og:type" content="article">
<meta property="article:published_time" content="{self.published}">
<link rel="canonical" href="{self.url}"></head><body><nav><ul>{menu}</ul></nav>
<main><article><h1>{self.title}</h1>
{body}</article></main><footer><p>About us</p><p>All rights reserved</p></footer></body></html>
""".encode()


def pages(count: int, seed: int = SEED) -> Iterator[InventedPage]:
    """So many pages; no two have the same text."""
    chance = random.Random(seed)  # noqa: S311 - invented pages
    for number in range(count):
        town, event = chance.choice(_TOWNS), chance.choice(_EVENTS)
        killed, injured = chance.randint(2, 90), chance.randint(3, 400)
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        speaker, other = chance.sample(_SPEAKERS, 2)
        told = [
            f"At least {killed} people were killed in a {event} near {town}, {speaker} said.",
            f"Another {injured} were injured, {other} said, and {chance.randint(2, 40)} are missing.",
            f'"We counted about {chance.randint(100, 9000):,} damaged homes by noon," {speaker} said.',
        ]
        chatter = [chance.choice(_IDLE) for _ in range(chance.randint(8, 14))]
        paragraphs = (*told, *(f"{line} Report {number} goes on." for line in chatter))
        title = f"{event.capitalize()} kills {killed} near {town}, report {number} says"
        url = f"https://gazette.example/{day}/{number}"
        yield InventedPage(url, f"{day}T12:00:00Z", title, day, paragraphs)


def record(  # noqa: PLR0913 - each is a field of a record that a test may want wrong
    url: str,
    body: bytes,
    *,
    number: int = 0,
    kind: str = "response",
    retrieved: str = "2024-05-01T10:00:00Z",
    http: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
    length: int | None = None,
) -> bytes:
    """One record of a WARC file; `length` is the Content-Length to write where it is to be wrong."""
    content = "application/http; msgtype=response"
    if kind == "conversion":
        http, content = "", "text/plain"
    block = http.encode() + body
    size = len(block) if length is None else length
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {retrieved}\r\n"
        f"WARC-Record-ID: {record_id(number)}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {content}\r\nContent-Length: {size}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def record_id(number: int) -> str:
    """The id of the record with a number."""
    return f"<urn:uuid:00000000-0000-4000-8000-{number:012}>"


def packed(records: Iterable[bytes]) -> bytes:
    """Records as WARC.gz has them: a member of gzip each."""
    return b"".join(gzip.compress(one, 6, mtime=0) for one in records)


def write_warc(path: Path, invented: Iterable[InventedPage]) -> None:
    """Write pages as CC-NEWS does: a request and a response each, a member of gzip a record."""
    with path.open("wb") as file:
        info = b"software: invented\r\n"
        file.write(packed([record("", info, kind="warcinfo", http="")]))
        for number, page in enumerate(invented, 1):
            asked = record(page.url, b"", kind="request", http="GET / HTTP/1.1\r\n\r\n")
            given = record(page.url, page.html, number=number, retrieved=page.retrieved)
            file.write(packed([asked, given]))


def write_wet(path: Path, invented: Iterable[InventedPage]) -> None:
    """Write pages as Common Crawl's texts are: a conversion record each."""
    with path.open("wb") as file:
        for number, page in enumerate(invented, 1):
            text = page.text.encode()
            file.write(packed([record(page.url, text, number=number, kind="conversion")]))


def lines(invented: Iterable[InventedPage]) -> bytes:
    """Pages as JSONL."""
    rows = (row(page) for page in invented)
    return b"".join(json.dumps(one).encode() + b"\n" for one in rows)


def row(page: InventedPage) -> dict[str, str]:
    """A page as a line of JSONL or a row of Parquet."""
    return {
        "id": page.url,
        "text": page.text,
        "url": page.url,
        "published": page.published,
        "retrieved": page.retrieved,
    }


def main(arguments_given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args(arguments_given)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "CC-NEWS-20240501000000-00001.warc.gz"
        write_warc(archive, pages(arguments.pages))
        size = archive.stat().st_size
        print(f"{arguments.pages:,} invented pages, {size:,} bytes of WARC.gz")
        rates: dict[int, float] = {}
        for jobs in arguments.jobs:
            ledger = Path(folder) / f"{jobs}.db"
            seconds, memory = _measured(archive, ledger, jobs)
            rates[jobs] = arguments.pages / seconds
            faster = (
                f", {rates[jobs] / rates[arguments.jobs[0]]:.2f} times" if len(rates) > 1 else ""
            )
            print(
                f"jobs {jobs}: {rates[jobs]:7.1f} pages/s in {seconds:.1f} s{faster}; "
                f"largest process {memory / 1e6:.0f} MB",
                flush=True,
            )
        seconds, _ = _measured(archive, ledger, 1)
        print(f"again:  {arguments.pages / seconds:7.1f} pages/s, all of them known")


def _measured(archive: Path, ledger: Path, jobs: int) -> tuple[float, int]:
    """Seconds that `read` takes, and the bytes of memory of the largest of its processes."""
    command = [sys.executable, "-m", "reportedly", "read", str(archive), "--jobs", str(jobs)]
    return measured([*command, "--ledger", str(ledger), "--json"])


def measured(command: Sequence[str]) -> tuple[float, int]:
    """Seconds that a command takes, and the bytes of memory of the largest of its processes."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, *memory(process.pid))
        time.sleep(0.2)
    return time.monotonic() - started, most


def memory(number: int) -> list[int]:
    """The bytes of memory of a process, and of each that it started."""
    return [_resident(one) for one in _family(number)]


def _family(number: int) -> list[int]:
    """A process and all that it started, by what Linux tells of them."""
    found = [number]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue  # it has ended meanwhile
    return found


def _resident(number: int) -> int:
    try:
        pages_held = Path(f"/proc/{number}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages_held) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(sys.argv[1:])
