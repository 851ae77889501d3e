"""One archive, the unit of work: its pages read in order, its parts written, its checkpoint last."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportedly.errors import InputError
from reportedly.pages import Input, Parser, ReadOptions, archives, documents
from reportedly.pages.loading import FailedInput, Loaded
from reportedly.publishing.parts import (
    PartWriter,
    ReadPage,
    claims_of,
    failure_row,
    page_row,
)
from reportedly.records import Article, Failure, Reading
from reportedly.verbs.failing import failure_of, refuse_overlong
from reportedly.verbs.scaling.filtering import refuse_foreign, refuse_idle
from reportedly.verbs.scaling.folder import Checkpoint, Counts, Folder
from reportedly.verbs.scaling.planning import Archive, opened
from reportedly.verbs.working import BATCH, BATCH_BYTES, STORED

Tell = Callable[[int, int], None]
"""Called now and then with the pages and bytes of an archive gone through since the last call."""

Outcome = Reading | Failure


@dataclass(frozen=True)
class Work:
    """What is done with an archive, wherever: it goes to other processes and machines."""

    folder: Path
    options: ReadOptions

    def __call__(self, archive: Archive, tell: Tell) -> Checkpoint:
        """Read an archive into its parts, unless that is done; the bytes are the same whoever does it.

        Raises:
            UsageError: the parts cannot be written.
        """
        folder = Folder(self.folder)
        done = folder.checkpoint(archive.id)
        if done is not None:
            return done
        tally = _Tally()
        with folder.writing(archive) as writers:
            for batch in _batches(_inputs(archive, self.options)):
                for page, outcome in zip(batch, _outcomes(batch, self.options), strict=True):
                    tally.add(outcome)
                    _write(page, outcome, archive, writers)
                tell(len(batch), sum(page.size for page in batch))
            rows = {table: writer.rows for table, writer in writers.items()}
        # The writers are closed first: they write what they hold.
        return folder.complete(archive, tally.counts(), rows)


class _Tally:
    """What became of the pages of an archive, counted."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._passed_over: Counter[str] = Counter()
        self._claims = 0

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Reading):
            self._outcomes["read"] += 1
            self._claims += len(outcome.claims)
        elif outcome.outcome == "failed":
            self._outcomes["failed"] += 1
        else:
            self._passed_over[outcome.reason] += 1

    def counts(self) -> Counts:
        passed_over = dict(sorted(self._passed_over.items()))
        pages = self._outcomes.total() + self._passed_over.total()
        return Counts(pages=pages, **self._outcomes, claims=self._claims, passed_over=passed_over)


def _inputs(archive: Archive, options: ReadOptions) -> Iterator[Input]:
    """The pages of an archive, which is called by its name wherever it lies."""
    try:
        with opened(archive) as stream:
            form = archives.form_of(archive.name)
            if form is None:
                yield from documents.in_packed(stream, archive.name, archive.name, options)
                return
            from reportedly.pages.archives import unpacking

            yield from unpacking.in_stream(stream, archive.name, form, options)
    except InputError as error:
        yield FailedInput(archive.name, str(error), error.reason)


def _batches(pages: Iterable[Input]) -> Iterator[list["_Page"]]:
    batch: list[_Page] = []
    size = 0
    for page in pages:
        batch.append(_loaded(page))
        size += len(batch[-1].loaded.data) if batch[-1].loaded else 0
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True)
class _Page:
    """A page whose bytes are here, or that has none."""

    place: str
    size: int
    loaded: Loaded | None = None
    failure: Failure | None = None


def _loaded(page: Input) -> _Page:
    place = page.where or page.location
    try:
        loaded = page.load()
        if isinstance(page, documents.LineInput) and page.retrieved is None:
            # No clock may come into the parts: such a line was had at no moment that anybody knows.
            capture = loaded.capture.model_copy(update={"retrieved": None})
            loaded = replace(loaded, capture=capture)
        refuse_foreign(loaded)
    except InputError as error:
        return _Page(place, page.size, failure=failure_of(page.location, error))
    return _Page(place, page.size, loaded)


def _outcomes(batch: list[_Page], options: ReadOptions) -> list[Outcome]:
    """What became of each page of a batch, in order; those that are read are parsed together."""
    from reportedly import reading

    found: list[Outcome | None] = [page.failure for page in batch]
    articles: dict[int, Article] = {}
    for index, page in enumerate(batch):
        if page.loaded is None:
            continue
        try:
            articles[index] = _article(page.loaded, options)
        except InputError as error:
            capture = page.loaded.capture
            found[index] = failure_of(capture.location, error, capture.page_hash)
    index_of = {id(article): index for index, article in articles.items()}

    def failed(article: Article, error: InputError) -> None:
        index = index_of[id(article)]
        loaded = batch[index].loaded
        assert loaded is not None  # noqa: S101 - it was read
        found[index] = failure_of(loaded.capture.location, error, loaded.capture.page_hash)

    readings = iter(list(reading.read_many(list(articles.values()), failed, layers=STORED)))
    for index in articles:
        if found[index] is None:
            found[index] = next(readings)
    return [outcome for outcome in found if outcome is not None]


def _article(loaded: Loaded, options: ReadOptions) -> Article:
    article = _parser(options).read(loaded)
    refuse_overlong(article, loaded.capture.location)
    refuse_idle(article)
    return article


@cache
def _parser(options: ReadOptions) -> Parser:
    """The parser of a process, which is for many archives; it ends with the process."""
    return Parser(options)


def _write(page: _Page, outcome: Outcome, archive: Archive, writers: dict[str, PartWriter]) -> None:
    from reportedly.reconciling import copies

    if isinstance(outcome, Failure):
        if outcome.outcome == "failed":
            writers["failures"].add_row(failure_row(outcome, archive.name, page.place))
        return
    assert page.loaded is not None  # noqa: S101 - it was read
    signature = copies.signature_of(outcome.article)
    packed = None if signature is None else signature.astype("<u4").tobytes()
    read = ReadPage(page.loaded.capture, page.place, outcome, packed)
    text_hash = outcome.article.text_hash()
    writers["pages"].add_row(page_row(read, archive.name, text_hash))
    writers["claims"].add_claims(claims_of(read, archive.name, text_hash))
