"""One turn of one feed: asked for, gone through, its waiting pages read, what they changed told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from reportedly.errors import InputError
from reportedly.ledger import Ledger
from reportedly.ledger.watching import Document, Hold, ListedEntry, WaitingEntry
from reportedly.pages.feeds.fetching import LONGEST_WAIT, Validators
from reportedly.pages.feeds.gathering import Gathered, Gathering, Known
from reportedly.pages.fetching import Fetcher
from reportedly.pages.loading import AddressInput, Loaded
from reportedly.records import Failure, FeedFault, FeedTurn, Moment, SeriesChange, WatchedFeed
from reportedly.verbs.failing import failure_of
from reportedly.verbs.ingesting import PageReport, read_given
from reportedly.verbs.watching.clock import Clock, instant
from reportedly.verbs.watching.looking import Look, looking
from reportedly.verbs.watching.pacing import Pacing
from reportedly.verbs.working import Readers

HELD = 900.0
"""Seconds that a feed or page stays in hand at a time; a watcher that died lets go of it after them."""

TRIES = 5
"""Times that a page is asked for which cannot be had; then it waits for its next version."""

SMALL = 1_000
"""Entries of a feed up to which it is remembered what it listed: what leaves the middle of it is looked at."""

WORDS = {
    "duplicate": "the same address again",
    "future": "dated in the future: taken as undated",
    "loop": "names a document that it named before",
    "malformed": "no address",
    "private_address": "an address that is not of the public internet",
    "too_many": "more than one turn takes",
    "unsupported": "no http(s) address",
}


@dataclass(frozen=True)
class Watcher:
    """What all turns of one call of `watch` share.

    Attributes:
        ledger: where pages are read into, and everything is remembered.
        readers: read pages.
        pacing: knows when servers may be asked.
        clock: the time.
        holder: the name by which this call holds feeds and pages.
        pages: most pages that one turn reads.
        since: day before which pages are not read that feeds date; None: none is too old.
        stopped: whether somebody wants to stop.
        read: called for every page that was dealt with.
        told: called with what each page changed.
    """

    ledger: Ledger
    readers: Readers
    pacing: Pacing
    clock: Clock
    holder: str
    pages: int
    since: str | None
    stopped: Callable[[], bool]
    read: Callable[[PageReport], None]
    told: Callable[[list[SeriesChange]], None]

    def turn(self, feed: WatchedFeed) -> FeedTurn:
        """Give a feed its turn, unless another watcher has it in hand."""
        if not self.ledger.hold_feed(feed.feed, self.hold()):
            message = "another watcher has it in hand"
            return FeedTurn(feed=feed.feed, at=self.clock.now(), outcome="held", message=message)  # fmt: skip
        return _Turn(self, feed).run()

    def hold(self) -> Hold:
        """A hold from now on."""
        return Hold(self.holder, self.clock.now(), self.clock.after(HELD))


@dataclass(frozen=True)
class _WatchedInput(AddressInput):
    """A page of a feed; remembers why it could not be had.

    Of a further version the feed says when the page was changed: many pages do not.
    """

    updated: Moment | None
    look: Look
    met: list[InputError] = field(default_factory=list)

    def load(self) -> Loaded:
        try:
            return replace(super().load(), updated=self.updated)
        except InputError as error:
            self.met.append(error)
            raise
        finally:
            self.look.begin()


class _Turn:
    def __init__(self, watcher: Watcher, feed: WatchedFeed) -> None:
        self._watcher = watcher
        self._ledger = watcher.ledger
        self._feed = feed.feed
        self._before = feed
        # A new one each turn: robots.txt is asked again then.
        self._fetcher = Fetcher(watcher.readers.options)
        self._pages_read = self._pages_failed = 0

    def run(self) -> FeedTurn:
        """The turn, and what it came to; the feed is let go of whatever happens."""
        watcher, at = self._watcher, self._watcher.clock.now()
        hold, due, trouble, ended = watcher.hold(), self._before.due, None, False
        try:
            turn = self._listed(at)
            trouble = turn.message if turn.outcome == "failed" else None
            self._read_waiting()
            ended = turn.outcome != "waits" and not watcher.stopped()
            if not watcher.stopped():  # else what is left is due as it was
                due = turn.due or watcher.clock.after(self._before.every)
        finally:
            self._ledger.let_feed(self._feed, hold, due, trouble, ended=ended)
        waiting = next((one.waiting for one in self._ledger.watched_feeds() if one.feed == self._feed), 0)  # fmt: skip
        counts = {"read": self._pages_read, "failed": self._pages_failed, "waiting": waiting}
        return turn.model_copy(update={**counts, "due": due})

    # the feed

    def _listed(self, at: Moment) -> FeedTurn:
        """Ask for the feed and keep what it lists."""
        pacing, clock = self._watcher.pacing, self._watcher.clock
        known = {
            address: Known(Validators(one.etag, one.modified), one.version)
            for address, one in self._ledger.feed_documents(self._feed).items()
        }
        until = pacing.left_alone(self._feed)
        if until is not None:
            message = f"its server is left alone until {until}"
            return FeedTurn(feed=self._feed, at=at, outcome="waits", message=message, due=until)
        gathering = Gathering(
            self._fetcher,
            known,
            clock.present(),
            lambda address: pacing.before(address, self._fetcher),
            lambda addresses: len(self._ledger.unlisted(self._feed, addresses)) == len(addresses),
        )
        try:
            gathered = gathering.gather(self._feed)
        except InputError as error:
            return self._failed(at, error)
        pacing.answered(self._feed)
        return self._kept(at, gathered)

    def _failed(self, at: Moment, error: InputError) -> FeedTurn:
        pacing, clock = self._watcher.pacing, self._watcher.clock
        pacing.failed(self._feed, error)
        self._ledger.record_failure(failure_of(self._feed, error))
        wait = min(self._before.every * 2.0 ** min(self._before.failed, 20), LONGEST_WAIT)
        wait = max(wait, float(self._before.every))
        due = max(clock.after(wait), pacing.left_alone(self._feed) or "")
        message = str(error)
        return FeedTurn(feed=self._feed, at=at, outcome="failed", message=message, due=due)

    def _kept(self, at: Moment, gathered: Gathered) -> FeedTurn:
        """Keep what was gathered, and record what of it is not as it should be."""
        since = self._watcher.since
        entries = [
            ListedEntry(one.address, one.version, one.at)
            for one in gathered.entries.values()
            if since is None or one.at is None or one.at >= since
        ]
        documents = {
            address: Document(one.validators.etag, one.validators.modified, one.version)
            for address, one in gathered.documents.items()
        }
        counts = self._ledger.keep_listing(self._feed, documents, entries, at)
        gone = self._taken_out(gathered, [one.address for one in entries], at)
        faults = self._record(gathered)
        wait = max(self._before.every, 60 * (gathered.minutes or 0))
        return FeedTurn(
            feed=self._feed,
            at=at,
            outcome="listed" if gathered.changed else "unchanged",
            entries=len(gathered.entries),
            new=counts.new,
            changed=counts.changed,
            gone=gone,
            faults=faults,
            due=self._watcher.clock.after(wait),
        )

    def _taken_out(self, gathered: Gathered, listed: list[str], at: Moment) -> int:
        """Let pages be looked at again that have left a feed while older ones stay in it.

        A publisher who takes an article back takes it out of the feed as well; what has only grown old
        leaves at its end.
        """
        if not gathered.changed or set(gathered.documents) != {self._feed} or len(listed) > SMALL:
            return 0
        before = self._ledger.listed_last(self._feed)
        here = set(listed)
        stays = [place for place, address in enumerate(before) if address in here]
        last = stays[-1] if stays else 0
        gone = [address for address in before[:last] if address not in here]
        self._ledger.mark_listed(self._feed, listed)
        return self._ledger.wait_again(self._feed, gone, at)

    def _record(self, gathered: Gathered) -> tuple[FeedFault, ...]:
        """Keep, as failures of the feed, what of it is not as it should be."""
        faults = []
        for reason, (count, example) in sorted(gathered.faults.items()):
            message = (
                f"{self._feed}: {count:,} of what it lists: {WORDS[reason]}, such as {example}"
            )
            outcome = "skipped" if reason in ("duplicate", "future") else "failed"
            self._ledger.record_failure(
                Failure.model_validate(
                    {
                        "location": self._feed,
                        "outcome": outcome,
                        "reason": reason,
                        "message": message,
                    }
                )
            )
            faults.append(FeedFault(reason=reason, count=count, example=example))
        for address, error in gathered.failed:
            self._ledger.record_failure(failure_of(address, error))
            self._watcher.pacing.failed(address, error)
            faults.append(FeedFault(reason=error.reason, count=1, example=address))
        for address in gathered.documents:
            standing = gathered.faults if address == self._feed else ()
            self._ledger.settle_failures(address, standing)
        return tuple(faults)

    # its pages

    def _read_waiting(self) -> None:
        """Read the pages that wait, the oldest first, until the turn has had its share."""
        watcher = self._watcher
        asked = 0
        for entry in self._waiting():
            if watcher.stopped() or asked >= watcher.pages:
                return
            if watcher.pacing.left_alone(entry.address) is not None:
                continue
            if not self._ledger.hold_feed(self._feed, watcher.hold()):
                return  # somebody took us for dead, or dropped the feed
            if not self._ledger.hold_entry(entry, watcher.hold()):
                continue
            asked += 1
            again: Moment | None = watcher.clock.now()
            tried = entry.tried
            try:
                watcher.pacing.before(entry.address, self._fetcher)
                if not watcher.stopped():
                    again, tried = self._read(entry)
            finally:
                self._ledger.let_entry(entry, again, tried=tried)

    def _waiting(self) -> Iterator[WaitingEntry]:
        # More than are read: those of servers that are left alone must not take all places.
        limit = 4 * self._watcher.pages + 100
        yield from self._ledger.waiting_entries(self._feed, self._watcher.clock.now(), limit)

    def _read(self, entry: WaitingEntry) -> tuple[Moment | None, int]:
        """Read one page; return when it is to be tried again, if it is, and the tries so far."""
        watcher = self._watcher
        reports: list[PageReport] = []
        with looking(self._ledger, entry.address) as look:
            page = _WatchedInput(entry.address, entry.address, self._fetcher, entry.updated, look)
            read_given([page], self._ledger, watcher.readers, report=reports.append)
            changes = look.changes(watcher.clock.now())
        for report in reports:
            self._pages_read += report.outcome in ("read", "unchanged")
            self._pages_failed += report.outcome == "failed"
            watcher.read(report)
        if changes:
            watcher.told(changes)
        if not page.met:
            watcher.pacing.answered(entry.address)
            return None, 0
        if watcher.pacing.failed(entry.address, page.met[0]) and entry.tried + 1 < TRIES:
            wait = timedelta(seconds=self._before.every)
            until = watcher.pacing.left_alone(entry.address)
            later = instant(until) if until else watcher.clock.present() + wait
            return watcher.clock.after((later - watcher.clock.present()).total_seconds()), entry.tried + 1  # fmt: skip
        return None, 0
