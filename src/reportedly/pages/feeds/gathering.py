"""All that a feed lists, over its further pages or the sitemaps of its index, gone through and counted.

A feed may name itself, or a thousand others, list what is on your own network, or what was written
tomorrow. Each such thing is counted under its reason with one example, and the rest is taken.
"""

import ipaddress
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

import httpx

from reportedly.errors import FetchError, InputError, UsageError
from reportedly.pages.feeds.confining import parse
from reportedly.pages.feeds.fetching import Answer, Validators, ask
from reportedly.pages.feeds.listings import LONGEST_ADDRESS, Entry, Further, Listing
from reportedly.pages.fetching import Fetcher, checked_url
from reportedly.pages.guard import refusal
from reportedly.pages.options import ReadOptions

MOST_DOCUMENTS = 50
"""Documents of one feed that are asked for in one turn: the rest of an index waits for the next."""

MOST_ENTRIES = 50_000
"""Entries of one feed that are gone through in one turn, over all of its documents."""

EARLY = timedelta(hours=12)
"""So much later than now may an entry be dated: clocks and time zones are wrong by hours, not by days."""


class Known(NamedTuple):
    """What is known of a document since the last time."""

    validators: Validators
    version: str | None = None


@dataclass
class Gathered:
    """What one turn of a feed gave.

    Attributes:
        entries: by their addresses, in the order in which they are listed; none twice.
        documents: what is now known of each document that answered.
        changed: how many of them had changed.
        faults: how often each thing was met that is not as it should be, with the first example.
        failed: documents, other than the feed itself, that gave nothing, with why.
        minutes: so long the feed asks not to be asked again.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    documents: dict[str, Known] = field(default_factory=dict)
    changed: int = 0
    faults: dict[str, tuple[int, str]] = field(default_factory=dict)
    failed: list[tuple[str, InputError]] = field(default_factory=list)
    minutes: int | None = None

    def note(self, reason: str, example: str, count: int = 1) -> None:
        """Count something that is not as it should be."""
        before, first = self.faults.get(reason, (0, example))
        self.faults[reason] = before + count, first


Before = Callable[[str], None]
"""Called with each address before it is asked for: waits until its turn, or raises."""

AllNew = Callable[[list[str]], bool]
"""Whether none of some addresses was ever listed before: only then is an older page of a feed asked for."""


class Gathering:
    """One turn of one feed.

    Args:
        fetcher: through which everything is asked for.
        known: what is known of the feed's documents since the last time.
        now: the present moment.
        before: called before each request.
        all_new: asked before the next page of a feed is.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        known: Mapping[str, Known],
        now: datetime,
        before: Before,
        all_new: AllNew,
    ) -> None:
        self._fetcher = fetcher
        self._known = known
        self._now = now
        self._before = before
        self._all_new = all_new
        self._gathered = Gathered()
        self._waiting: deque[tuple[Further, bool]] = deque()
        self._seen: set[str] = set()

    def gather(self, address: str) -> Gathered:
        """Ask for a feed and for what it names.

        Raises:
            InputError: the feed itself cannot be had or is none. What it names only adds to `failed`.
        """
        self._seen.add(address)
        self._document(address, Further(address=address), keep=True)
        asked = 1
        while self._waiting:
            further, keep = self._waiting.popleft()
            known = self._known.get(further.address)
            if further.version and known is not None and known.version == further.version:
                continue  # the index itself says that this one has not changed
            if asked >= MOST_DOCUMENTS:
                self._gathered.note("too_many", further.address, 1 + len(self._waiting))
                # So that the feed is given in full the next time, and the rest gets its turn.
                self._gathered.documents[address] = Known(Validators())
                break
            asked += 1
            try:
                self._document(further.address, further, keep=keep)
            except InputError as error:
                self._gathered.failed.append((further.address, error))
        return self._gathered

    def _document(self, address: str, further: Further, *, keep: bool) -> None:
        self._before(address)
        known = self._known.get(address, Known(Validators()))
        answer = ask(self._fetcher, address, known.validators)
        if answer.data is not None:
            listing = parse(answer.data, location=address, options=self._fetcher.options)
            self._gathered.changed += 1
            self._take(listing, answer)
        elif len(self._seen) == 1:
            self._again()
        if keep:
            self._gathered.documents[address] = Known(answer.validators, further.version)

    def _again(self) -> None:
        """An index has not changed: the sitemaps of which it does not say when they did may have."""
        for address, known in self._known.items():
            if address not in self._seen and known.version is None:
                self._seen.add(address)
                self._waiting.append((Further(address=address), True))

    def _take(self, listing: Listing, answer: Answer) -> None:
        gathered = self._gathered
        base = httpx.URL(answer.url)
        if listing.minutes is not None and gathered.minutes is None:
            gathered.minutes = listing.minutes
        if listing.without:
            gathered.note("malformed", "an entry without an address", listing.without)
        if over := listing.over + listing.documents_over:
            gathered.note("too_many", answer.url, over)
        taken = [place for entry in listing.entries if (place := self._entry(entry, base))]
        of_index = listing.form == "sitemap index"
        if not of_index and not (taken and self._all_new(taken)):
            return
        for further in reversed(listing.further):
            self._further(further, base, keep=of_index)

    def _entry(self, entry: Entry, base: httpx.URL) -> str | None:
        """Take an entry that can be read; return its full address where it is the first with it."""
        gathered = self._gathered
        try:
            address = place_of(entry.address, base, self._fetcher.options)
        except InputError as error:
            gathered.note(error.reason, entry.address[:200])
            return None
        if address in gathered.entries:
            gathered.note("duplicate", address)
            return None
        if len(gathered.entries) >= MOST_ENTRIES:
            gathered.note("too_many", address)
            return None
        if entry.at is not None and entry.at > _moment(self._now + EARLY):
            gathered.note("future", f"{address} of {entry.at}")
            entry = entry.model_copy(update={"at": None})
        gathered.entries[address] = entry.model_copy(update={"address": address})
        return address

    def _further(self, further: Further, base: httpx.URL, *, keep: bool) -> None:
        try:
            address = place_of(further.address, base, self._fetcher.options)
        except InputError as error:
            self._gathered.note(error.reason, further.address[:200])
            return
        if address in self._seen:
            self._gathered.note("loop", address)
            return
        self._seen.add(address)
        waiting = (further.model_copy(update={"address": address}), keep)
        if address in self._known:
            self._waiting.append(waiting)
        else:  # where there are too many, those that were never asked for get their turn first
            self._waiting.appendleft(waiting)


def place_of(address: str, base: httpx.URL | None, options: ReadOptions) -> str:
    """The full address of what a feed names.

    Raises:
        FetchError: `malformed`, `unsupported`, or `private_address` where it is a number. Whether a name
            leads to your own network is found out, as for every page, when it is connected to.
    """
    if len(address) > LONGEST_ADDRESS:
        raise FetchError(f"{address[:80]!r} is too long for an address", "malformed")
    url = checked_url(address.strip(), base)
    if len(str(url)) > LONGEST_ADDRESS:
        raise FetchError(f"{address[:80]!r} is too long for an address", "malformed")
    try:
        number = ipaddress.ip_address(url.host)
    except ValueError:
        return str(url)
    if not options.allow_private and (kind := refusal(str(number))) is not None:
        raise FetchError(f"{url.host} belongs to {kind}", "private_address")
    return str(url)


def feed_address(address: str, options: ReadOptions, of: str = "of a feed or sitemap") -> str:
    """The address of a feed as a person gives it, in the form in which it is kept.

    Raises:
        UsageError: it is none that could be fetched.
    """
    try:
        return place_of(address, None, options)
    except FetchError as error:
        raise UsageError(f"{error}: give the http(s) address {of}") from error


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
