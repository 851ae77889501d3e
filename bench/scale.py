"""How fast archives go into Parquet, by how many processes; and how fast claims are written.

usage: python -m bench scale [--pages N] [--archives A] [--jobs J ...] [--claims C]

Prints pages and claims a second and the memory of the largest process of `scale read` for each number of
processes, of generated CC-NEWS files, a third of whose pages are in another language; then how fast claims
that are read already are written, alone and with the identities that are worked out for them.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import archived
from bench.archived import measured

FOREIGN = """<html lang="de"><head><title>Sturm</title></head><body><article><h1>Sturm in Orlenz</h1>
{}</article></body></html>"""
FOREIGN_LINE = (
    "<p>Die Feuerwehr sucht in Orlenz noch immer nach {} Vermissten, und die Polizei hilft ihr.</p>"
)


def main(arguments_given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=3000, help="in all archives")
    parser.add_argument("--archives", type=int, default=4)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--claims", type=int, default=200_000)
    arguments = parser.parse_args(arguments_given)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archives(folder / "news", arguments.pages, arguments.archives)
        read(folder, arguments.pages, arguments.jobs)
        write_claims(folder, arguments.claims)


def write_archives(folder: Path, pages: int, archives: int) -> None:
    """Write pages into so many archives: two in three are English."""
    folder.mkdir()
    invented = list(archived.pages(pages * 2 // 3))
    german = [
        FOREIGN.format("\n".join(FOREIGN_LINE.format(n + line) for line in range(12))).encode()
        for n in range(pages - len(invented))
    ]
    for number in range(archives):
        bodies = [(page.url, page.html) for page in invented[number::archives]]
        bodies += [
            (f"https://gazette.example/de/{number}/{n}", body)
            for n, body in enumerate(german[number::archives])
        ]
        records = [archived.record(url, body, number=n) for n, (url, body) in enumerate(bodies)]
        path = folder / f"CC-NEWS-2024050100000{number}-{number:05}.warc.gz"
        path.write_bytes(archived.packed(records))


def read(folder: Path, pages: int, jobs_given: Sequence[int]) -> None:
    """Measure `scale read` from its start to its end."""
    first = 0.0
    for jobs in jobs_given:
        out = folder / f"out-{jobs}"
        command = [sys.executable, "-m", "reportedly", "scale", "read", str(folder / "news")]
        before = _processor()
        seconds, memory = measured([*command, "--out", str(out), "--jobs", str(jobs), "--json"])
        worked = _processor() - before
        claims = sum(
            json.loads(path.read_bytes())["counts"]["claims"]
            for path in out.glob("checkpoints/*.json")
        )
        rate = pages / seconds
        first = first or rate
        print(
            f"jobs {jobs}: {rate:7.1f} pages/s, {claims / seconds:7.1f} claims/s in {seconds:.1f} s, "
            f"{rate / first:.2f} times; "
            f"{pages / worked:.1f} pages for a second of processor; largest process {memory / 1e6:.0f} MB",
            flush=True,
        )


def _processor() -> float:
    """Seconds of processor that the commands took which have ended, and what they started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_claims(folder: Path, wanted: int) -> None:
    """Measure how fast claims are written that are read already."""
    from pyarrow import parquet

    from reportedly.publishing.parts import PartWriter, ReadPage, claims_of
    from reportedly.records import Capture, Reading

    part = next((folder / "out-1" / "pages").glob("*.parquet"), None)
    if part is None:
        return
    pages = []
    for row in parquet.read_table(part).to_pylist():
        fields = json.loads(row["reading"])
        fields["article"]["text"] = row["text"]
        reading = Reading.model_validate_json(json.dumps(fields))
        capture = Capture.model_validate_json(row["capture"])
        pages.append((ReadPage(capture, row["place"], reading), row["text_hash"]))
    claims = sum(len(page.reading.claims) for page, _ in pages)
    times = -(-wanted // claims)
    started, worked = time.perf_counter(), time.process_time()
    found = [claims_of(page, "a.warc.gz", text_hash) for page, text_hash in pages]
    identities = np.array([time.perf_counter() - started, time.process_time() - worked]) / claims
    started, worked = time.perf_counter(), time.process_time()
    with (folder / "written.parquet").open("wb") as out, PartWriter("claims", out) as writer:
        for _ in range(times):
            for one in found:
                writer.add_claims(one)
    spent = np.array([time.perf_counter() - started, time.process_time() - worked])
    writing = spent / (claims * times)
    for of, one, other in zip(("clock", "processor"), writing, writing + identities, strict=True):
        print(
            f"claims into Parquet in a second of {of}: {1 / one:,.0f} written; "
            f"{1 / other:,.0f} with their identities and sentences worked out"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
