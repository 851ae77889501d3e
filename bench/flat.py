"""Whether memory stays flat over a great many pages: an archive of which few pages are worth reading.

usage: python -m bench flat [--pages N] [--times T]

Prints the memory of the process of `scale read`, and of those that open the archive and parse pages for
it, when so many pages are gone through. Of twenty generated pages sixteen are in another language, three count
nobody, and one is read.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import archived
from bench.scale import FOREIGN, FOREIGN_LINE

_IDLE = b"""<html lang="en"><head><title>A garden</title></head><body><article><h1>A quiet garden</h1>
<p>Lilies and roses were what they said that they liked, and with the rain gone the gardeners
of the old park would like visitors to see which paths they have swept and which they have not.</p>
<p>From the gate the path leads to the pond, and from the pond to the hill.</p></article></body></html>"""


def main(arguments_given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=10, help="how often memory is told")
    parser.add_argument("--go", help=argparse.SUPPRESS)
    arguments = parser.parse_args(arguments_given)
    if arguments.go:
        _watched(Path(arguments.go), arguments.pages // arguments.times)
        return
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "CC-NEWS-20240501000000-00001.warc.gz"
        with archive.open("wb") as file:
            for number, (url, body) in enumerate(_bodies(arguments.pages)):
                file.write(archived.packed([archived.record(url, body, number=number)]))
        told = ("--pages", str(arguments.pages), "--times", str(arguments.times))
        command = [sys.executable, "-m", "bench", "flat", *told, "--go", str(archive)]
        subprocess.run(command, check=True)


def _bodies(pages: int) -> Iterator[tuple[str, bytes]]:
    read = archived.pages(pages // 20 + 1)
    for number in range(pages):
        at = f"https://gazette.example/{number}"
        if number % 20 == 0:
            page = next(read)
            yield page.url, page.html
        elif number % 20 < 4:
            yield at, _IDLE
        else:
            lines = "\n".join(FOREIGN_LINE.format(number + line) for line in range(6))
            yield at, FOREIGN.format(lines).encode()


def _watched(archive: Path, step: int) -> None:
    """Read the archive in this process, and tell its memory on the way."""
    import reportedly

    gone = told = 0

    def report(pages: int, _size: int, _total: int) -> None:
        nonlocal gone, told
        gone += pages
        if gone >= told + step:
            told = gone
            own, *others = archived.memory(os.getpid())
            print(
                f"{gone:9,} pages: {own / 1e6:6.1f} MB; processes beside it, MB each: "
                + ", ".join(f"{one / 1e6:.1f}" for one in others),
                flush=True,
            )

    done = reportedly.scale(archive, archive.parent / "out", report=report)
    own = archived.memory(os.getpid())[0]
    print(f"at the end:      {own / 1e6:6.1f} MB; {done.read:,} read, {done.claims:,} claims")


if __name__ == "__main__":
    main(sys.argv[1:])
