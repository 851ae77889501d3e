"""Main text of HTML pages: ours beside the extractors that are installed, in one run.

usage: python bench/pages.py FOLDER [--passes N]

FOLDER holds `html/<id>.html.gz` and `ground-truth.json`, {id: {"articleBody": text}}, as the
article-extraction-benchmark of Scrapinghub (MIT) has them. The measure is the benchmark's: shingles of four
words, precision and recall averaged over pages, and the F1 of the two averages. Seconds are of one core,
the least of the passes.
"""

import argparse
import gzip
import importlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.texts import DATA

TOKEN = re.compile(r"\w+")
SHINGLE = 4

Extractor = Callable[[str], str]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = TOKEN.findall(text)
    if not tokens:
        return Counter()
    count = max(1, len(tokens) - SHINGLE + 1)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(count))


def score(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the texts found."""
    precisions, recalls = [], []
    for page, text in truth.items():
        right, given = shingles(text), shingles(found.get(page, ""))
        both = (right & given).total()
        if given:
            precisions.append(both / given.total())
        if right:
            recalls.append(both / right.total())
    precision = sum(precisions) / max(len(precisions), 1)
    recall = sum(recalls) / max(len(recalls), 1)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def ours(page: str) -> str:
    from reportedly.errors import InputError
    from reportedly.pages import html
    from reportedly.pages.text import body_of

    try:
        return body_of(html.read(page, location="page").article)
    except InputError:
        return ""


def by_trafilatura(options: dict[str, bool]) -> Extractor:
    import trafilatura

    extract: Any = trafilatura.extract
    return lambda page: extract(page, **options) or ""


def peers() -> Iterator[tuple[str, Extractor]]:
    """Ours, the modes of the extractor that it leans on, and others where somebody installed them."""
    yield "reportedly", ours
    for options in (
        {},
        {"fast": True},
        {"favor_precision": True},
        {"favor_precision": True, "include_comments": False},
        {"favor_recall": True},
    ):
        names = " ".join(f"{name}={value}" for name, value in options.items())
        yield f"trafilatura {names}", by_trafilatura(options)
    readability = installed("readability")
    if readability is not None:
        html: Any = importlib.import_module("lxml.html")
        yield (
            "readability-lxml",
            lambda page: html.fromstring(readability.Document(page).summary()).text_content(),
        )
    resiliparse = installed("resiliparse.extract.html2text")
    if resiliparse is not None:
        yield (
            "resiliparse main content",
            lambda page: resiliparse.extract_plain_text(page, main_content=True),
        )
    newspaper = installed("newspaper")
    if newspaper is not None:
        yield "newspaper4k", lambda page: by_newspaper(newspaper, page)


def by_newspaper(newspaper: Any, page: str) -> str:
    article = newspaper.Article("https://page.example/")
    article.download(input_html=page)
    article.parse()
    return str(article.text)


def installed(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def main(arguments_given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=DATA / "data" / "pages")
    parser.add_argument("--passes", type=int, default=2)
    arguments = parser.parse_args(arguments_given)
    if not (arguments.folder / "ground-truth.json").exists():
        print(f"no pages at {arguments.folder}: nothing to measure")
        return
    records = json.loads((arguments.folder / "ground-truth.json").read_text(encoding="utf-8"))
    truth = {page: record["articleBody"] for page, record in records.items()}
    pages = {
        page: gzip.decompress((arguments.folder / "html" / f"{page}.html.gz").read_bytes()).decode(
            "utf-8", "replace"
        )
        for page in sorted(truth)
    }
    print(f"{'':52} {'P':>6} {'R':>6} {'F1':>6} {'seconds':>8} {'pages/s':>8}")
    for name, extract in peers():
        extract(next(iter(pages.values())))
        seconds = []
        for _ in range(arguments.passes):
            started = time.process_time()
            found = {page: extract(source) for page, source in pages.items()}
            seconds.append(time.process_time() - started)
        precision, recall, f1 = score(truth, found)
        best = min(seconds)
        print(
            f"{name:52} {precision:6.4f} {recall:6.4f} {f1:6.4f} {best:8.2f} {len(pages) / best:8.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
