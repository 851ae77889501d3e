"""Reading complete claims, beside the bare language pipeline that parses every sentence.

Both run on the same articles in one process, turn by turn; the median of the ratios of each turn counts,
for the speed of a machine drifts. Reading may be faster than the bare pipeline because it parses only
sentences in which there is something to find. "reading" gives claims and tolls, as for a ledger; "all
layers" is what `annotate` gives.

The wheel with the reading stage compiled, where `make compiled` has made one, is measured in a process of
its own in the same way. The bare pipeline is the same plain Python in both.
"""

import filecmp
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.texts import ROOT, newswire
from reportedly import language, pages, reading
from reportedly.verbs.working import STORED

TURNS = 7
COMPILED = ROOT / "build" / "compiled"
BARE, READING = "bare pipeline", "reading"


def main() -> None:
    texts = newswire()
    words = sum(len(text.split()) for text, _ in texts)
    print(f"{len(texts)} texts of {words / len(texts):.0f} words")
    plain = measured()
    for name, taken in plain.items():
        _line(name, taken, plain[BARE], len(texts), BARE)
    lacking = lacks()
    if lacking:
        print(f"reading, compiled: not measured: {lacking}")
        return
    compiled = _in_process_of_its_own()
    own, first = compiled[BARE], f"{BARE} of the first lines"
    _line(f"{BARE}, beside compiled", own, plain[BARE], len(texts), first)
    _line(f"{READING}, compiled", compiled[READING], own, len(texts), f"{BARE} beside it")
    _line(f"{READING}, compiled", compiled[READING], plain[BARE], len(texts), first)


def _line(name: str, taken: list[float], floor: list[float], texts: int, beside: str) -> None:
    speed = texts / statistics.median(taken)
    ratio = statistics.median(least / own for least, own in zip(floor, taken, strict=True))
    print(f"{name:30} {speed:8.1f} texts/s   {ratio:5.2f} x {beside}")


def measured() -> dict[str, list[float]]:
    """The seconds of processor, on one core, of each turn of each task, of the package that this process imports."""
    tasks = _tasks()
    for task in tasks.values():
        task()
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(TURNS):
        for name, task in tasks.items():
            times[name].append(timed(task))
    return times


def _tasks() -> dict[str, Callable[[], None]]:
    texts = newswire()
    articles = [pages.from_text(text, published=day) for text, day in texts]
    bare = language.pipeline()
    return {
        BARE: lambda: _exhausted(bare.pipe(article.text for article in articles)),
        READING: lambda: _exhausted(reading.read_many(articles, layers=STORED)),
        "all layers": lambda: _exhausted(reading.read_many(articles)),
        "from_text": lambda: _exhausted(
            pages.from_text(text, published=day) for text, day in texts
        ),
    }


def _exhausted(things: Iterable[object]) -> None:
    for _ in things:
        pass


def lacks() -> str | None:
    """Why there is no compiled build of these sources to measure; None where there is one."""
    stage = Path("reportedly") / "reading"
    if not (COMPILED / stage).is_dir():
        return "there is no compiled build: make compiled"
    if not any((COMPILED / stage).glob("tokens.*.so")):
        return "the build is plain Python, for want of a C compiler"
    sources = sorted(
        path.relative_to(ROOT / "src") for path in (ROOT / "src" / stage).rglob("*.py")
    )
    same, _, _ = filecmp.cmpfiles(ROOT / "src", COMPILED, map(str, sources), shallow=False)
    if len(same) < len(sources):
        return "the compiled build is of other sources: make compiled"
    return None


def _in_process_of_its_own() -> dict[str, list[float]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(COMPILED), str(ROOT)])}
    script = "import json; from bench.reading import measured; print(json.dumps(measured()))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    result: dict[str, list[float]] = json.loads(done.stdout)
    return result


def timed(task: Callable[[], None]) -> float:
    start = time.process_time()
    task()
    return time.process_time() - start


if __name__ == "__main__":
    main()
