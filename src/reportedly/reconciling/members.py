"""The statements of an account as happenings and tolls see them: each with its series and its story."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.reconciling.eventkinds import event_of, head_of
from reportedly.reconciling.links import Quantity
from reportedly.reconciling.series import grouped, in_time, series_of
from reportedly.reconciling.statements import Account
from reportedly.reconciling.timing import stated_on
from reportedly.reconciling.told import REJECTED
from reportedly.records import Series, Statement, Stretch


@dataclass(frozen=True)
class Member:
    """A statement with what it is about.

    Attributes:
        statement: as its series has it: with `origin`, and with `apart` where it does not count.
        quantity: of its series.
        series: id of its series.
        report: the pages that it was told on: id of their story; of a page that is of none, its name.
        short: whether those pages are of a happening that is over in days.
        around: names of what its place lies in, the narrowest first.
        level: of its place, where a page says it: country, province, district, town, village.
        event: what its pages are about, by what stands for all kinds that are taken for one.
    """

    statement: Statement
    quantity: Quantity
    series: str
    report: str
    short: bool = False
    around: tuple[str, ...] = ()
    level: str = ""
    event: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By what a statement of a page is told from others."""
        return self.statement.id, self.statement.page

    @property
    def told(self) -> date | None:
        """The day that it counts from: when it was said, else printed."""
        return stated_on(self.statement)


def members_of(account: Account, series: Iterable[Series] | None = None) -> list[Member]:
    """All statements of an account, in order of when they were made.

    Args:
        account: with the stories of its pages.
        series: those of the account, where they are known; None: they are worked out.
    """
    stories = {story.id: story for story in account.stories.values()}
    final = {
        (one.id, s.id, s.page): s
        for one in (series_of(account) if series is None else series)
        for s in (*one.statements, *one.apart)
    }
    members = []
    for group in grouped(account):
        event = group.event or head_of(event_of(group.told))
        for told in group.told:
            said = told.statement
            if said.apart == REJECTED and (group.id, said.id, said.page) not in final:
                continue  # all of its series was rejected: it tells of nothing
            story = stories.get(told.story)
            within = story.within(group.quantity.place.name) if story else []
            members.append(
                Member(
                    statement=final.get((group.id, said.id, said.page), said),
                    quantity=group.quantity,
                    series=group.id,
                    report=told.story or f"page {said.page}",
                    short=story.short if story else False,
                    around=tuple(within[1:]),
                    level=story.levels.get(group.quantity.place.name, "") if story else "",
                    event=event,
                )
            )
    return sorted(members, key=order)


def order(member: Member) -> tuple[object, ...]:
    """Orders members by when their statements were made."""
    return in_time(member.statement), member.series


def occurred(member: Member) -> Stretch | None:
    """The days when that which a statement counts happened, where its words say so.

    Of a running total only the first day is: its last one is the day of the page.
    """
    when, window = member.statement.when, member.statement.window
    if when is None:
        return None
    if window in ("event", "period"):
        start, end = when.start or when.end, when.end or when.start
        return Stretch(start=start, end=end)
    if window == "cumulative" and when.start is not None:
        return Stretch(start=when.start, end=when.start)
    return None


def span_of(days: Sequence[Stretch]) -> Stretch | None:
    """From the first to the last of some days."""
    starts = [day for one in days if (day := one.start or one.end)]
    ends = [day for one in days if (day := one.end or one.start)]
    return Stretch(start=min(starts), end=max(ends)) if starts else None
