"""How soon `reportedly serve` answers: every view, asked by several clients at once with ApacheBench.

`python -m bench web --claims 20000`, or `--ledger war.db` for a ledger that is there. ApacheBench is `ab`, of
Debian's package apache2-utils. The addresses of a view, each another one, are first asked once, by all clients
together, while no answer is remembered; then each again and again by all clients. What is told is the time to
the first byte of both, the CPU time of the server for each answer, and the heaviest page.
"""

import argparse
import csv
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus

import reportedly
from bench.synthetic.making import made_pages
from bench.synthetic.measuring import PAGES_AT_ONCE, store
from reportedly.reconciling.refreshing import refresh

MEDIAN, P95, WEIGHT, ROWS = 200, 500, 300, 100
"""The bars: milliseconds to the first byte, kilobytes of a page, rows of a table."""

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def main(arguments: Sequence[str] = ()) -> None:
    """Serve a ledger, ask every view, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=5_000, help="of a ledger that is made")
    parser.add_argument("--ledger", type=Path, help="a ledger that is there")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=40, help="to each address")
    parser.add_argument("--addresses", type=int, default=6, help="of each view, at most")
    parser.add_argument("--view", action="append", help="only this one; again for more")
    parser.add_argument("--settle", type=float, default=600, help="seconds to wait for the start")
    asked = parser.parse_args(arguments)
    if shutil.which("ab") is None:
        print("no ApacheBench on this machine: apt-get install apache2-utils")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "invented.db"
        if asked.ledger is None:
            _fill(path, asked.claims)
        with _served(path) as (site, server):
            # Names are worked out behind the page, once somebody asks for them.
            _settled(site, server, asked.settle, () if asked.view else ("/names",))
            views = _views(site, asked.addresses)
            wanted = {name: views[name] for name in asked.view or views}
            for name, addresses in wanted.items():
                asking = _Asking(site, server, asked.clients, asked.requests, Path(folder))
                _ask(asking, name, addresses)
            print(f"most memory of the server {_memory(server):,.0f} MB")


def _fill(path: Path, claims: int) -> None:
    with reportedly.open(path) as ledger:
        pages = made_pages(claims)
        while batch := list(islice(pages, PAGES_AT_ONCE)):
            store(ledger, batch)
        refresh(ledger)


@contextmanager
def _served(path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which a ledger is served, and the process that does."""
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", "--ledger", str(path)]
    server = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        found = None
        while found is None and server.stdout is not None and (line := server.stdout.readline()):
            found = _ADDRESS.search(line)
        if found is None:
            raise SystemExit("the server has not started")
        yield found[0], server
    finally:
        server.terminate()
        server.wait()


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 (our own server)
        data: bytes = answer.read()
        return data


def _settled(
    site: str, server: subprocess.Popen[str], patience: float, asked: Sequence[str]
) -> None:
    """Wait until the server has nothing left to do by itself, nor behind some addresses."""
    started = time.monotonic()
    _get(f"{site}/")
    print(f"first page after {(time.monotonic() - started) * 1000:,.0f} ms", flush=True)
    for address in asked:
        while b"look again" in _get(site + address) and time.monotonic() - started < patience:
            time.sleep(1)
    idle = 0
    while idle < 3 and time.monotonic() - started < patience:
        before = _cpu(server)
        time.sleep(1)
        idle = idle + 1 if _cpu(server) - before < 0.05 else 0
    print(f"settled after {time.monotonic() - started:,.0f} s", flush=True)


def _cpu(server: subprocess.Popen[str]) -> float:
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(server: subprocess.Popen[str]) -> float:
    status = Path(f"/proc/{server.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _views(site: str, most: int) -> dict[str, list[str]]:
    """Addresses of each view: of long series, of short ones, of those that contradict themselves."""

    def rows(address: str) -> list[dict[str, str]]:
        found = json.loads(_get(site + address))
        listed: list[dict[str, str]] = found["series"] if isinstance(found, dict) else found
        return listed

    series = [
        row["id"]
        for address in (f"/series.json?rows={most // 3}", "/series.json?order=conflicts&rows=2")
        for row in rows(address)
    ]
    series += [row["id"] for row in rows("/series.json?order=latest&rows=100&page=3")]
    series = list(dict.fromkeys(series))[:most]
    said = [json.loads(_get(f"{site}/series/{one}.json"))["statements"][:1] for one in series]
    first = [one[0] for one in said if one]
    names = [row["name"] for row in rows("/sources.json?rows=2")]
    names += [one["origin"] for one in first if one["origin"]]
    wheres = list(dict.fromkeys(one["where"] for one in first if one["where"]))
    texts = [one["text_hash"] for one in first]
    claims = [
        row["id"]
        for one in texts
        for row in islice(csv.DictReader(io.StringIO(_get(f"{site}/pages/{one}.csv").decode())), 1)
    ]
    days = sorted(one["published"][:10] for one in first if one["published"])
    middle = days[len(days) // 2] if days else ""
    stories = _get(f"{site}/stories")
    story = re.findall(r'href="(/stories/[0-9a-f]{10})"', stories.decode())
    return {
        "series listed": ["/", "/?page=2", "/?order=latest", "/?order=conflicts"],
        "filtered": [
            "/?kind=killed",
            *(f"/?where={quote_plus(where)}" for where in wheres[: most - 1]),
        ],
        "by days": [
            f"/?since={middle}",
            f"/?until={middle}",
            f"/?since={middle}&until={middle}&kind=killed",
        ],
        "by words": ["/?text=rescue+workers", "/?text=zebra", "/?text=killed"],
        "one series": [f"/series/{one}" for one in series],
        "why": [f"/series/{one}/why" for one in series[-3:]],
        "claim": [f"/claims/{one}" for one in claims],
        "page": [f"/pages/{one}" for one in texts],
        "pages": ["/pages", "/pages?page=2"],
        "pages by words": ["/pages?words=flood", "/pages?words=zebra", "/pages?words=the"],
        "source": [f"/source?name={quote_plus(n)}" for n in dict.fromkeys(names)][:most],
        "sources": ["/sources", "/sources?page=2"],
        "names": ["/names", "/names?page=2", "/names?sort=place", "/names?words=army"],
        "one name": [f"/names/actor?name={quote_plus(one)}" for one in dict.fromkeys(names)][:most],
        "conflicts": ["/conflicts", "/conflicts?page=2", "/conflicts?kind=killed"],
        "stories": ["/stories", *list(dict.fromkeys(story))[:2]],
        "failures": ["/failures"],
        "about": ["/about"],
    }


class _Asking(NamedTuple):
    site: str
    server: subprocess.Popen[str]
    clients: int
    requests: int
    folder: Path


def _ask(asking: _Asking, name: str, addresses: Sequence[str]) -> None:
    """Ask the addresses of one view, and print how soon they were answered."""
    waits: list[int] = []
    weight = rows = 0.0
    spent = 0.0
    before = _cpu(asking.server)
    with ThreadPoolExecutor(asking.clients) as clients:
        answered = list(clients.map(_first, (asking.site + one for one in addresses)))
    first = sorted(wait for wait, _ in answered if wait is not None)
    worked = (_cpu(asking.server) - before) / len(addresses) * 1000 if addresses else 0.0
    for address, (wait, data) in zip(addresses, answered, strict=True):
        if wait is None:
            continue
        weight, rows = max(weight, len(data) / 1000), max(rows, data.count(b"<tr"))
        before = _cpu(asking.server)
        waits += _waits(
            asking.site + address, asking.clients, asking.requests, asking.folder / "waits.tsv"
        )
        spent += _cpu(asking.server) - before
    if not waits:
        print(f"{name:15} not asked: there is nothing to show", flush=True)
        return
    waits.sort()
    found = {
        "median": (statistics.median(waits), MEDIAN),
        "p95": (waits[int(len(waits) * 0.95)], P95),
        "weight": (weight, WEIGHT),
        "rows": (rows, ROWS + 1),
    }
    over = ", ".join(what for what, (value, bar) in found.items() if value > bar)
    print(
        f"{name:14} median {found['median'][0]:6,.0f} ms  p95 {found['p95'][0]:6,.0f} ms  "
        f"CPU {spent / len(waits) * 1000:5,.0f} ms  {len(first):2} at first: median "
        f"{statistics.median(first):6,.0f} ms  p95 {first[int(len(first) * 0.95)]:6,.0f} ms  CPU {worked:5,.0f} ms  "
        f"{weight:4,.0f} KB  {rows:3.0f} rows  {'OVER: ' + over if over else ''}",
        flush=True,
    )


def _first(address: str) -> tuple[float | None, bytes]:
    """Milliseconds to the first byte of an answer, and the answer; None where there is none."""
    started = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 (our own server)
            begun = answer.read(1)
            wait = (time.monotonic() - started) * 1000
            return wait, begun + answer.read()
    except urllib.error.HTTPError as error:
        print(f"{address}: {error}", flush=True)
        return None, b""


def _waits(address: str, clients: int, requests: int, told: Path) -> list[int]:
    """Milliseconds to the first byte of each answer."""
    count = str(max(requests, clients))
    command = ["ab", "-q", "-l", "-n", count, "-c", str(clients), "-g", str(told), address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        print(f"not answered well: {address}", flush=True)
    with told.open() as lines:
        return [int(row["wait"]) for row in csv.DictReader(lines, delimiter="\t")]


if __name__ == "__main__":
    main(sys.argv[1:])
