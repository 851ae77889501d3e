"""Reading complete claims, beside the bare language pipeline that parses every sentence.

Both run on the same articles in one process, turn by turn and some articles at a time; of each task and
these articles the fastest turn counts, for what else a machine does can only add to it. Reading may be faster than the bare pipeline because it parses only
sentences in which there is something to find. "reading" gives claims and tolls, as for a ledger; "all
layers" is what `annotate` gives.

The wheel with the reading stage compiled, where `make compiled` has made one, is measured in a process of
its own in the same way. The bare pipeline is the same plain Python in both.
"""

import filecmp
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language

from bench.texts import ROOT, newswire
from reportedly import language, pages, reading
from reportedly.verbs.working import STORED

TURNS = 9
AT_ONCE = 32
"""Articles of a turn, as many as `read_many` takes at once."""
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


def _line(name: str, taken: float, floor: float, texts: int, beside: str) -> None:
    print(f"{name:30} {texts / taken:8.1f} texts/s   {floor / taken:5.2f} x {beside}")


def measured() -> dict[str, float]:
    """The seconds of processor, on one core, that each task takes by the package that this process imports."""
    texts = newswire()
    parts = [_tasks(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)]
    for tasks in parts:
        for task in tasks.values():
            task()
    times: dict[str, float] = {}
    for tasks in parts:
        turns = [{name: timed(task) for name, task in tasks.items()} for _ in range(TURNS)]
        for name in tasks:
            times[name] = times.get(name, 0) + min(turn[name] for turn in turns)
    return times


def _tasks(texts: Sequence[tuple[str, str | None]]) -> dict[str, Callable[[], None]]:
    articles = [pages.from_text(text, published=day) for text, day in texts]
    bare = _bare()
    return {
        BARE: lambda: _exhausted(bare.pipe(article.text for article in articles)),
        READING: lambda: _exhausted(reading.read_many(articles, layers=STORED)),
        "all layers": lambda: _exhausted(reading.read_many(articles)),
        "from_text": lambda: _exhausted(
            pages.from_text(text, published=day) for text, day in texts
        ),
    }


@cache
def _bare() -> Language:
    return language.pipeline()


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
    start = time.process_time()
    task()
    return time.process_time() - start


if __name__ == "__main__":
    main()
