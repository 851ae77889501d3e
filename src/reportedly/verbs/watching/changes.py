"""What a page changed in series: worked out from the series before it was read and after."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.reconciling.conflicts import Figure, figure_of
from reportedly.reconciling.timing import voice
from reportedly.records import (
    Conflict,
    Moment,
    Series,
    SeriesChange,
    SeriesChangeType,
    Statement,
    figure_in_words,
)

_Key = tuple[str, str]
_Value = tuple[float | int | None, float | int | None]


@dataclass(frozen=True)
class Standing:
    """Some series, and the conflicts within them that nothing explains, as they are at one moment."""

    series: Sequence[Series] = ()
    conflicts: Sequence[Conflict] = ()


def changes_of(page: str, before: Standing, after: Standing, at: Moment) -> list[SeriesChange]:
    """What reading a page changed.

    A figure that its voice had given in the series already is no change, whoever prints it again.

    Args:
        page: its address, as statements have it.
        before: the series that the page or what it now says touched, before it was read.
        after: those that it touches since.
        at: the moment by which the changes are known.
    """
    made = _Making(page, before, at)
    found = [change for series in after.series for change in made.figures(series)]
    found += made.withdrawals(after.series)
    found += made.conflicts(after.conflicts)
    return found


class _Making:
    def __init__(self, page: str, before: Standing, at: Moment) -> None:
        self._page = page
        self._before = before
        self._at = at
        self._known = {_key(s) for one in before.series for s in (*one.statements, *one.apart)}
        self._version = any(place == page for _, place in self._known)

    def figures(self, series: Series) -> Iterator[SeriesChange]:
        """New figures and new origins of a series, in its order."""
        earlier = self._earlier(series)
        said: set[Figure] = {figure_of(one) for one in earlier}
        voices = {one[0] for one in said}
        values: set[_Value] = {(one.low, one.high) for one in earlier}
        counting = {_key(one) for one in series.statements}
        dropped = {voice(one): one for one in earlier if _key(one) not in counting}
        own: dict[str, Statement] = {}
        last: Statement | None = None
        wrong = self._wrong(series)
        for one in series.statements:
            if not self._is_new(one):
                own[voice(one)] = last = one
                continue
            if figure_of(one) in said:
                continue
            heard = voice(one) in voices
            former = dropped.get(voice(one)) or own.get(voice(one)) or last
            kind: SeriesChangeType = "new figure"
            if wrong is not None:
                kind, former, wrong = "correction", wrong, None
            elif not earlier and former is None:
                kind = "first figure"
            elif (one.low, one.high) in values and not heard:
                kind = "new origin"
            yield self._change(kind, series, one, former, new_origin=bool(earlier) and not heard)
            said.add(figure_of(one))
            voices.add(voice(one))
            values.add((one.low, one.high))
            own[voice(one)] = last = one

    def withdrawals(self, series: Iterable[Series]) -> Iterator[SeriesChange]:
        """Figures that counted, and were taken back with their page."""
        counted = {
            _key(s) for one in self._before.series for s in one.statements if s.page == self._page
        }
        for one in series:
            for statement in one.apart:
                if statement.apart == "withdrawn" and _key(statement) in counted:
                    why = "its publisher took the page back"
                    yield self._change("withdrawn", one, statement, None, why=why)

    def conflicts(self, conflicts: Iterable[Conflict]) -> Iterator[SeriesChange]:
        """Conflicts of the page that were none before."""
        told = {_of_conflict(one) for one in self._before.conflicts}
        for one in conflicts:
            if self._page not in (one.a.page, one.b.page) or _of_conflict(one) in told:
                continue
            told.add(_of_conflict(one))
            mine, other = (one.b, one.a) if one.b.page == self._page else (one.a, one.b)
            yield self._made("new conflict", one.series, one.title, mine, before=other, why=one.why)

    def _is_new(self, statement: Statement) -> bool:
        return statement.page == self._page and _key(statement) not in self._known

    def _earlier(self, series: Series) -> list[Statement]:
        """What counted in the series that this one grew from."""
        inside = {_key(s) for s in (*series.statements, *series.apart)}
        return [
            statement
            for one in self._before.series
            if one.id == series.id or any(_key(s) in inside for s in (*one.statements, *one.apart))
            for statement in one.statements
        ]

    def _wrong(self, series: Series) -> Statement | None:
        """The figure that the page calls wrong, where it corrects one."""
        return next((one for one in series.apart if one.apart == "corrected" and self._is_new(one)), None)  # fmt: skip

    def _change(
        self,
        kind: SeriesChangeType,
        series: Series,
        statement: Statement,
        before: Statement | None,
        *,
        new_origin: bool = False,
        why: str | None = None,
    ) -> SeriesChange:
        made = self._made(kind, series.id, series.title, statement, before=before, why=why)
        return made.model_copy(update={"new_origin": new_origin})

    def _made(
        self,
        kind: SeriesChangeType,
        series: str,
        title: str,
        statement: Statement,
        *,
        before: Statement | None,
        why: str | None = None,
    ) -> SeriesChange:
        former = figure_in_words(before) if before else None
        words = (self._at, kind, title, former, statement.id, statement.page, str(before and voice(before)))  # fmt: skip
        digest = hashlib.sha256("\n".join(map(str, words)).encode("utf-8", "surrogatepass"))
        return SeriesChange(
            id=digest.hexdigest()[:16],
            type=kind,
            at=self._at,
            series=series,
            title=title,
            kind=statement.kind,
            before=former,
            figure=figure_in_words(statement),
            origin=statement.origin if statement.source else None,
            before_origin=before.origin if before and before.source else None,
            page=statement.page,
            publisher=statement.publisher,
            published=statement.published,
            version=self._version,
            statement=statement.id,
            sentence=statement.sentence,
            text_hash=statement.text_hash,
            against=before.text_hash if before and kind == "new conflict" else None,
            why=why,
        )


def _key(statement: Statement) -> _Key:
    return statement.id, statement.page


def _of_conflict(conflict: Conflict) -> tuple[str, frozenset[Figure]]:
    return conflict.type, frozenset((figure_of(conflict.a), figure_of(conflict.b)))
