"""`annotate`: the layers of documents, storing nothing."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.errors import InputError, UsageError
from reportedly.pages import Input, Parser, ReadOptions, expand
from reportedly.publishing import annotations
from reportedly.records import Article, Failure, Reading
from reportedly.verbs.failing import failure_of, refuse_overlong

PARSING = "reportedly.pages.parsing"
UNJUDGED = "reportedly.pages.unjudged"
"""Modules that the parsing worker runs: the second one gives the main text of any page."""


def annotate(text: str, *, published: str | None = None, url: str | None = None) -> Reading:
    """Read one text and store nothing; offsets of the layers are characters of `text`.

    Args:
        text: plain text, furniture and all.
        published: ISO date or date-time that wins over what the text says.
        url: the address it came from.
    """
    from reportedly import pages, reading

    return reading.read(pages.from_text(text, published=published, url=url))


def annotate_lines(
    targets: Sequence[str],
    *,
    form: str = "jsonl",
    layers: Sequence[str] | None = None,
    options: ReadOptions | None = None,
) -> Iterator[str | Failure]:
    """The layers of documents as JSON lines, in order; a `Failure` for one that cannot be read.

    Raises:
        UsageError: a form or a layer that does not exist.
    """
    chosen = _layers(layers)
    if form not in ("jsonl", "bodies"):
        raise UsageError(f"--format {form!r} is not a format of annotate; they are jsonl, bodies")
    options = options or ReadOptions()
    if form == "bodies":
        yield from _bodies(targets, options)
        return
    from reportedly import reading

    opened: deque[tuple[Input, bool]] = deque()  # runs beside `read_many`, which keeps order
    failures: deque[Failure] = deque()

    def failed(_article: Article, error: InputError) -> None:
        page, _ = opened.popleft()
        failures.append(failure_of(page.location, error))

    for result in reading.read_many(_articles(targets, options, opened, failures), failed):
        yield from _drained(failures)
        page, with_text = opened.popleft()
        line = annotations.line(result, str(page.id), chosen, with_text=with_text)
        yield json.dumps(line, ensure_ascii=False)
    yield from _drained(failures)


def _layers(layers: Sequence[str] | None) -> tuple[str, ...]:
    unknown = sorted(set(layers or ()) - set(annotations.LAYERS))
    if unknown:
        known = ", ".join(annotations.LAYERS)
        raise UsageError(f"{unknown[0]!r} is not a layer of annotate; they are {known}")
    return tuple(layers or annotations.LAYERS)


def _drained(failures: deque[Failure]) -> Iterator[Failure]:
    while failures:
        yield failures.popleft()


def _articles(
    targets: Sequence[str],
    options: ReadOptions,
    opened: deque[tuple[Input, bool]],
    failures: deque[Failure],
    parsing: str = PARSING,
) -> Iterator[Article]:
    """Articles of the inputs that can be read; beside each, whether its text is not its very bytes."""
    with Parser(options, parsing=parsing) as parser:
        for page in expand(targets, options):
            try:
                loaded = page.load()
                article = parser.read(loaded)
                if parsing == PARSING:
                    refuse_overlong(article, page.location)
            except InputError as error:
                failures.append(failure_of(page.location, error))
                continue
            opened.append((page, article.text.encode() != loaded.data))
            yield article


def _bodies(targets: Sequence[str], options: ReadOptions) -> Iterator[str | Failure]:
    """One JSON object of main texts by file stem: the form that extraction benchmarks read."""
    from reportedly.pages import body_of

    opened: deque[tuple[Input, bool]] = deque()
    failures: deque[Failure] = deque()
    bodies: dict[str, dict[str, str]] = {}
    for article in _articles(targets, options, opened, failures, UNJUDGED):
        stem = Path(opened.popleft()[0].location).name.removesuffix(".gz").removesuffix(".html")
        bodies[stem] = {"articleBody": body_of(article)}
    yield from failures
    yield json.dumps(bodies, ensure_ascii=False, indent=1)
