"""Reading complete claims, beside the bare language pipeline that parses every sentence.

Both run on the same articles in one process, turn by turn; the median of the turns counts. Reading may
be faster than the bare pipeline because it parses only sentences in which there is something to find.

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
from collections.abc import Callable
from pathlib import Path

from bench.texts import ROOT, newswire
from reportedly import language, pages, reading

TURNS = 5
COMPILED = ROOT / "build" / "compiled"


def main() -> None:
    texts = newswire()
    words = sum(len(text.split()) for text, _ in texts)
    print(f"{len(texts)} texts of {words / len(texts):.0f} words")
    plain = measured()
    floor = plain["bare pipeline"]
    for name, taken in plain.items():
        _line(name, taken, floor, len(texts), "bare pipeline")
    lacking = lacks()
    if lacking:
        print(f"reading, compiled: not measured: {lacking}")
        return
    compiled = _in_process_of_its_own()
    own = compiled["bare pipeline"]
    _line(
        "bare pipeline, beside compiled", own, floor, len(texts), "bare pipeline of the first lines"
    )
    _line("reading, compiled", compiled["reading"], own, len(texts), "bare pipeline beside it")
    _line(
        "reading, compiled",
        compiled["reading"],
        floor,
        len(texts),
        "bare pipeline of the first lines",
    )


def _line(name: str, taken: float, floor: float, texts: int, beside: str) -> None:
    print(f"{name:30} {texts / taken:8.1f} texts/s   {floor / taken:5.2f} x {beside}")


def measured() -> dict[str, float]:
    """The median seconds of each task, of the package that this process imports."""
    articles = [pages.from_text(text, published=day) for text, day in newswire()]
    bare = language.pipeline()

    def run_bare() -> None:
        for _ in bare.pipe(article.text for article in articles):
            pass

    def run_reading() -> None:
        for _ in reading.read_many(articles):
            pass

    def run_parsing() -> None:
        for text, day in newswire():
            pages.from_text(text, published=day)

    run_bare()
    run_reading()
    times: dict[str, list[float]] = {"bare pipeline": [], "reading": [], "from_text": []}
    for _ in range(TURNS):
        times["bare pipeline"].append(timed(run_bare))
        times["reading"].append(timed(run_reading))
        times["from_text"].append(timed(run_parsing))
    return {name: statistics.median(seconds) for name, seconds in times.items()}


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


def _in_process_of_its_own() -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(COMPILED), str(ROOT)])}
    script = "import json; from bench.reading import measured; print(json.dumps(measured()))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def timed(task: Callable[[], None]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
