"""`watch`: feeds and sitemaps asked again and again, their new pages read, what they changed told.

Everything that has to be remembered is in the ledger, so that a call goes on where the last one stopped,
and several share the work. Time comes from a clock that the caller may give.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.pages import ReadOptions
from reportedly.pages.feeds.gathering import feed_address
from reportedly.pages.fetching import Fetcher
from reportedly.records import Failure, FeedTurn, Moment, SeriesChange, Watched, WatchedFeed
from reportedly.verbs.ingesting import PageReport
from reportedly.verbs.watching.clock import Clock, instant
from reportedly.verbs.watching.pacing import Pacing
from reportedly.verbs.watching.telling import Telling
from reportedly.verbs.watching.turns import Watcher
from reportedly.verbs.working import Readers

__all__ = ["Clock", "Event", "WatchOptions", "unwatch", "watch", "watched"]

Event = FeedTurn | PageReport | SeriesChange | Failure
"""What `watch` reports: a turn of a feed, a page, a change, or why the webhook does not take changes."""

SHORTEST = 60
"""Seconds between two turns of one feed, at least."""


@dataclass(frozen=True)
class WatchOptions:
    """How feeds are watched.

    Attributes:
        every: seconds between two turns of the feeds that are given; None: as before, else 15 minutes.
        once: whether every feed gets one turn and the call ends, as cron wants it.
        pages: most pages that one turn of a feed reads; the rest waits for the next.
        pause: least seconds between two requests to one server; its robots.txt may ask for more.
        since: first day (`2025-01-31`) of pages that are read, where their feed dates them.
        rss: file in which changes are told as RSS.
        webhook: address to which changes are sent as JSON.
        reading: limits and permissions of every request, and of reading.
    """

    every: int | None = None
    once: bool = False
    pages: int = 100
    pause: float = 1.0
    since: str | None = None
    rss: Path | None = None
    webhook: str | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)

    def __post_init__(self) -> None:
        if self.every is not None and self.every < SHORTEST:
            raise UsageError(f"every {self.every} seconds is too often: feeds may be asked once a minute")  # fmt: skip
        if self.pages < 1 or not 0 <= self.pause <= 3600:
            raise UsageError("a turn has one page at least, and a pause 0 to 3600 seconds")
        try:
            date.fromisoformat(self.since or "2000-01-01")
        except ValueError as error:
            raise UsageError(f"{self.since!r} is not a day; write it as 2025-01-31") from error
        if self.webhook is not None:
            feed_address(self.webhook, self.reading, "that takes what is sent")


def watch(
    feeds: str | Iterable[str],
    ledger: Ledger,
    *,
    options: WatchOptions | None = None,
    clock: Clock | None = None,
    report: Callable[[Event], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Watched:
    """Watch feeds and sitemaps: read what they newly list into a ledger, and tell what it changed.

    The feeds that are given are watched from now on, with all that the ledger watches already; none
    given, those alone. Nothing is raised for a feed or a page that is bad: it is recorded with the
    reason, and tried again later where that may help.

    Args:
        feeds: addresses of RSS or Atom feeds, sitemaps or sitemap indexes.
        ledger: where pages are read into, and where everything is remembered.
        options: how to watch.
        clock: the time; the system's unless given.
        report: called with every turn, page and change.
        stopped: asked between pages, and while waiting; when it says yes, the call ends.

    Raises:
        UsageError: an address that is none, or an option that cannot be.
    """
    options, clock = options or WatchOptions(), clock or Clock()
    given = [feed_address(one, options.reading) for one in _listed(feeds)]
    for address in given:
        ledger.watch_feed(address, options.every, clock.now())
    watching = _Watching(ledger, options, clock, report or _nothing, stopped or _never)
    with ExitStack() as ended:
        readers = Readers(options.reading, 1)
        ended.push(readers)  # its process starts with the first page: mostly there is none
        return watching.run(readers, given)


def watched(ledger: Ledger) -> list[WatchedFeed]:
    """The feeds that a ledger watches, in the order in which they were given."""
    return ledger.watched_feeds()


def unwatch(ledger: Ledger, feed: str) -> None:
    """Watch a feed no more; what was read of it stays.

    Raises:
        UsageError: it is not watched.
    """
    ledger.unwatch_feed(feed_address(feed, ReadOptions(allow_private=True)))


class _Watching:
    def __init__(
        self,
        ledger: Ledger,
        options: WatchOptions,
        clock: Clock,
        report: Callable[[Event], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._ledger = ledger
        self._options = options
        self._clock = clock
        self._report = report
        self._stopped = stopped
        self._done = Watched()
        self._held: dict[str, Moment] = {}
        self._telling = Telling(
            ledger,
            Fetcher(options.reading),
            clock,
            rss=options.rss,
            webhook=options.webhook,
            stopped=stopped,
        )

    def run(self, readers: Readers, given: list[str]) -> Watched:
        watcher = Watcher(
            self._ledger,
            readers,
            Pacing(self._ledger, self._clock, self._options.pause, self._stopped),
            self._clock,
            holder=uuid.uuid4().hex,
            pages=self._options.pages,
            since=self._options.since,
            stopped=self._stopped,
            read=self._read,
            told=self._tell,
        )
        self._note(self._telling.deliver())
        first = True
        while not self._stopped():
            for feed in self._due(given if first else []):
                if self._stopped():
                    break
                self._turned(watcher.turn(feed))
            first = False
            if self._options.once or self._stopped() or not self._ledger.watched_feeds():
                break
            feeds = self._ledger.watched_feeds()
            due = min(max(one.due, self._held.get(one.feed, "")) for one in feeds)
            self._clock.wait_until(max(instant(due), instant(self._clock.after(1))), self._stopped)
            self._note(self._telling.deliver())
        return self._summary()

    def _due(self, given: list[str]) -> Iterator[WatchedFeed]:
        """The feeds whose turn it is: given ones now, unless they failed, and all that are due."""
        now = self._clock.now()
        for feed in self._ledger.watched_feeds():
            if self._held.get(feed.feed, "") > now:
                continue
            if feed.due <= now or (feed.feed in given and not feed.failed):
                yield feed
            elif feed.feed in given:
                message = f"it failed ({feed.trouble}), and is asked again at {feed.due}"
                alone = {"outcome": "waits", "message": message, "due": feed.due}
                self._turned(FeedTurn.model_validate({"feed": feed.feed, "at": now, **alone}))

    def _turned(self, turn: FeedTurn) -> None:
        failed = turn.outcome in ("failed", "waits")
        if turn.outcome == "held":
            self._held[turn.feed] = self._clock.after(SHORTEST)
        self._add(turns=1, failed_turns=int(failed))
        self._report(turn)

    def _read(self, page: PageReport) -> None:
        self._add(
            read=int(page.outcome in ("read", "unchanged")), failed=int(page.outcome == "failed")
        )
        self._report(page)

    def _tell(self, changes: list[SeriesChange]) -> None:
        self._add(changes=len(changes))
        for change in changes:
            self._report(change)
        self._note(self._telling.tell(changes))

    def _note(self, failure: Failure | None) -> None:
        """Record that the webhook does not take what it is sent."""
        if failure is not None:
            self._ledger.record_failure(failure)
            self._report(failure)

    def _add(self, **counts: int) -> None:
        now = {name: getattr(self._done, name) + count for name, count in counts.items()}
        self._done = self._done.model_copy(update=now)

    def _summary(self) -> Watched:
        feeds = self._ledger.watched_feeds()
        return self._done.model_copy(
            update={
                "feeds": len(feeds),
                "waiting": sum(one.waiting for one in feeds),
                "undelivered": self._telling.undelivered(),
                "interrupted": self._stopped(),
            }
        )


def _listed(feeds: str | Iterable[str]) -> list[str]:
    return [feeds] if isinstance(feeds, str) else list(dict.fromkeys(feeds))


def _nothing(_event: Event) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False
