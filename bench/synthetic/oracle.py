"""What comparing alone finds: conflicts where series and voices are known in truth, from print alone.

The hours at which somebody spoke are known to nobody who reads; what is in print, with the hours that pages
give, is all that is compared. What is missed and what is false then is the noise of printing, and what is
found less without it is the work of grouping.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bench.synthetic.events import Said
from bench.synthetic.truth import Truth
from reportedly.reconciling import conflicts_of
from reportedly.reconciling.series import in_time
from reportedly.records import Conflict, Series, Statement


def conflicts_in_truth(truth: Truth, series: Sequence[Series]) -> list[Conflict]:
    """The conflicts of all statements that count, grouped and heard as they are in truth."""
    counted: dict[str, list[Statement]] = defaultdict(list)
    apart: dict[str, list[Statement]] = defaultdict(list)
    like: dict[str, Series] = {}
    for one in series:
        speakers: dict[tuple[str, str | None], str] = {}
        votes: Counter[str] = Counter()
        for statement in one.statements:
            said = truth.of(statement)
            if said is not None:
                speakers[statement.page, statement.origin] = said.speaker.id
                votes[said.series] += 1
                like.setdefault(said.series, one)
                counted[said.series].append(_in_truth(statement, said))
        for home, _ in votes.most_common(1):
            apart[home] += _apart(one.apart, speakers)
    return conflicts_of(
        like[name].model_copy(
            update={
                "id": name,
                "statements": tuple(sorted(counted[name], key=in_time)),
                "apart": tuple(apart[name]),
            }
        )
        for name in sorted(counted)
    )


def _in_truth(statement: Statement, said: Said) -> Statement:
    """A statement by its true voice; what a page says itself stays what it says itself."""
    name = said.speaker.id
    source = None if statement.source is None else name
    return statement.model_copy(update={"origin": name, "source": source})


def _apart(
    statements: Iterable[Statement], speakers: dict[tuple[str, str | None], str]
) -> list[Statement]:
    """Former figures and others that do not count, by the voice that speaks beside them on their page."""
    return [
        one.model_copy(update={"origin": speakers.get((one.page, one.origin), one.origin)})
        for one in statements
    ]
