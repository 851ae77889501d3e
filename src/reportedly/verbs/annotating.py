"""`annotate`: the layers of documents, storing nothing."""

import json
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from reportedly.errors import InputError, UsageError
from reportedly.pages import Input, Parser, ReadOptions, expand
from reportedly.publishing import annotations, explanations
from reportedly.records import EXPLAINED_LAYERS, LAYERS, Article, ExplainedLayer, Failure, Reading
from reportedly.verbs.failing import failure_of, refuse_overlong

PARSING = "reportedly.pages.parsing"
UNJUDGED = "reportedly.pages.unjudged"
"""Modules that the parsing worker runs: the second one gives the main text of any page."""


def annotate(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    explain: Collection[ExplainedLayer] = (),
) -> Reading:
    """Read one text and store nothing; offsets of the layers are characters of `text`.

    Args:
        text: plain text, furniture and all.
        published: ISO date or date-time that wins over what the text says.
        url: the address it came from.
        explain: the layers of which the reading's `explanations` say why they say what they say.

    Raises:
        UsageError: a layer that is not explained.
    """
    from reportedly import pages, reading

    unknown = sorted(set(explain) - set(EXPLAINED_LAYERS))
    if unknown:
        known = ", ".join(EXPLAINED_LAYERS)
        raise UsageError(f"{unknown[0]!r} is not a layer that is explained; they are {known}")
    return reading.read(pages.from_text(text, published=published, url=url), explain=explain)


def annotate_lines(
    targets: Sequence[str],
    *,
    form: str = "jsonl",
    layers: Sequence[str] | None = None,
    explain: bool = False,
    options: ReadOptions | None = None,
) -> Iterator[str | Failure]:
    """The layers of documents as JSON lines, in order; a `Failure` for one that cannot be read.

    Args:
        targets: files, folders, addresses.
        form: `jsonl`, `bodies`, or `text`: the explanations as a person reads them.
        layers: which layers to give; all, but for `explanations`, where none are named.
        explain: with the layer `explanations`.
        options: how to read.

    Raises:
        UsageError: a form or a layer that does not exist, or that cannot be explained.
    """
    chosen = _layers(layers, explain=explain)
    _check_form(form, explained=annotations.EXPLANATIONS in chosen)
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

    explained = _explained(chosen, layers)
    articles = _articles(targets, options, opened, failures)
    wanted = [layer for layer in LAYERS if layer in chosen]
    for result in reading.read_many(articles, failed, layers=wanted, explain=explained):
        yield from _drained(failures)
        page, with_text = opened.popleft()
        if form == "text":
            yield explanations.text(result, str(page.id), explained)
            continue
        line = annotations.line(result, str(page.id), chosen, with_text=with_text)
        yield json.dumps(line, ensure_ascii=False)
    yield from _drained(failures)


def _layers(layers: Sequence[str] | None, *, explain: bool) -> tuple[str, ...]:
    known = (*annotations.LAYERS, annotations.EXPLANATIONS)
    unknown = sorted(set(layers or ()) - set(known))
    if unknown:
        raise UsageError(f"{unknown[0]!r} is not a layer of annotate; they are {', '.join(known)}")
    chosen = tuple(layers or annotations.LAYERS)
    if explain and annotations.EXPLANATIONS not in chosen:
        chosen = (*chosen, annotations.EXPLANATIONS)
    if annotations.EXPLANATIONS in chosen:
        _check_explained(layers)
    return chosen


def _explained(chosen: Sequence[str], layers: Sequence[str] | None) -> tuple[ExplainedLayer, ...]:
    """The layers to explain: those that were named, claims where none were."""
    if annotations.EXPLANATIONS not in chosen:
        return ()
    return tuple(layer for layer in EXPLAINED_LAYERS if layer in (layers or ())) or ("claims",)


def _check_explained(layers: Sequence[str] | None) -> None:
    silent = [layer for layer in layers or () if layer in ("blocks", "tolls")]
    if silent and not set(layers or ()) & set(EXPLAINED_LAYERS):
        known = ", ".join(EXPLAINED_LAYERS)
        raise UsageError(
            f"the layer {silent[0]!r} cannot be explained: name one of {known} beside it"
        )


def _check_form(form: str, *, explained: bool) -> None:
    if form not in ("jsonl", "bodies", "text"):
        raise UsageError(f"--format {form!r} is not a format of annotate; they are jsonl, bodies")
    if form == "bodies" and explained:
        raise UsageError("--format bodies gives no fields to explain: leave --explain out")
    if form == "text" and not explained:
        raise UsageError("--format text shows explanations alone: add --explain")


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
