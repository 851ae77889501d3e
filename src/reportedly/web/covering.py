"""Series, conflicts and reasons with the names of private persons covered."""

from collections.abc import Iterable, Sequence

from reportedly.publishing.redacting import Cover, covering, redacted_series
from reportedly.reconciling.listed import Line, line_of
from reportedly.records import Conflict, Series, SeriesExplanation, Statement
from reportedly.verbs.browsing import Browsed, Contradictions


class CoveredBrowsed(Browsed):
    """A ledger asked piece by piece, whose answers name no private person."""

    def series(self, ids: Iterable[str]) -> list[Series]:
        """Some series, in the order of their ids; those that there are not are left out."""
        return [redacted_series(one) for one in super().series(ids)]

    def lines(self, ids: Sequence[str]) -> dict[str, tuple[Line, int]]:
        """What a list shows of some series, and how many conflicts each has, by their ids."""
        counts = {one: count for one, (_, count) in super().lines(ids).items()}
        return {one.id: (line_of(one), counts[one.id]) for one in self.series(ids)}

    def conflicts(self, ids: Iterable[str] | None = None) -> list[Conflict]:
        """The standing conflicts of some series, or of all, worst first."""
        return [_conflict(one) for one in super().conflicts(ids)]

    def listed_conflicts(
        self, ids: Sequence[str] | None = None, *, kind: str | None = None
    ) -> Contradictions:
        """The same as a list of which parts are shown."""
        found = super().listed_conflicts(ids, kind=kind)
        return Contradictions(
            found.total, lambda first, count: [_conflict(one) for one in found.part(first, count)]
        )

    def explanation(self, identity: str) -> SeriesExplanation | None:
        """Why the statements of a series are in it, and why near misses are not."""
        found = super().explanation(identity)
        if found is None:
            return None
        told = [s for one in super().series([identity]) for s in (*one.statements, *one.apart)]
        cover = covering(told)
        inside = tuple(
            one.model_copy(update={"why": tuple(map(cover, one.why))}) for one in found.inside
        )
        near = tuple(
            one.model_copy(update={"why_not": cover(one.why_not), "series": cover(one.series)})
            for one in found.near
        )
        return found.model_copy(
            update={"title": cover(found.title), "inside": inside, "near": near}
        )


def _conflict(one: Conflict) -> Conflict:
    cover = covering([one.a, one.b])
    return one.model_copy(
        update={
            "title": cover(one.title),
            "why": cover(one.why),
            "a": _statement(one.a, cover),
            "b": _statement(one.b, cover),
        }
    )


def _statement(one: Statement, cover: Cover) -> Statement:
    fields = ("who", "counted", "sentence")
    words = {name: cover(value) for name in fields if (value := getattr(one, name)) is not None}
    return one.model_copy(update=words)
