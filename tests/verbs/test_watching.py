"""Watching feeds of a server on this computer, by a clock of the tests' own: nothing really waits."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.ledger.watching import Hold
from reportedly.pages import ReadOptions, expand
from reportedly.pages.feeds import gathering, parsing
from reportedly.pages.feeds.listings import Listing
from reportedly.records import Failure, FeedTurn, SeriesChange, Watched
from reportedly.verbs import watching
from reportedly.verbs.ingesting import PageReport, read_given
from reportedly.verbs.watching import Clock, Event, WatchOptions
from reportedly.verbs.working import Readers
from tests.pages.feeds import NESTED, atom, rss
from tests.pages.servers import Connection, LocalServer, Page, answer

OPTIONS = ReadOptions(allow_private=True, total_seconds=20)


@pytest.fixture(scope="module")
def reader() -> Iterator[Readers]:
    """One process that parses the pages of all tests."""
    with Readers(OPTIONS, 1) as readers:
        yield readers


class Time:
    """A clock that stands still unless somebody waits by it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 9, 12, tzinfo=UTC)
        self.waited = 0.0

    def pause(self, seconds: float) -> None:
        self.waited += seconds
        self.at += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.pause)


class Site:
    """A site with a feed, a ledger that watches it, and what was told."""

    def __init__(self, server: LocalServer, ledger: Ledger) -> None:
        self.server = server
        self.ledger = ledger
        self.time = Time()
        self.events: list[Event] = []

    def watch(self, *feeds: str, hours: float = 0, **options: object) -> Watched:
        self.time.at += timedelta(hours=hours)
        self.events.clear()
        self.server.requests.clear()
        given = WatchOptions(**{"once": True, "reading": OPTIONS, **options})  # type: ignore[arg-type]
        return reportedly.watch(
            [self.server.url(feed) for feed in feeds],
            self.ledger,
            options=given,
            clock=self.time.clock,
            report=self.events.append,
        )

    def told(self) -> list[str]:
        return [
            one.line().partition(" (")[0] for one in self.events if isinstance(one, SeriesChange)
        ]

    def turn(self) -> FeedTurn:
        return next(one for one in self.events if isinstance(one, FeedTurn))

    def pages(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for path in self.server.paths() if path != "/robots.txt"]

    def reasons(self) -> set[str]:
        return {one.reason for one in self.ledger.failures()}


@pytest.fixture
def site(
    tmp_path: Path, reader: Readers, monkeypatch: pytest.MonkeyPatch, empty: Path
) -> Iterator[Site]:
    class Shared:
        def __init__(self, options: ReadOptions, _jobs: int) -> None:
            self.options = options
            self.outcomes = reader.outcomes

        def __exit__(self, *_: object) -> None: ...

    def parse(data: bytes, *, location: str, options: ReadOptions) -> Listing:
        return parsing.parse(data, location=location)

    monkeypatch.setattr(watching, "Readers", Shared)
    monkeypatch.setattr(gathering, "parse", parse)  # a process for each takes a third of a second
    place = tmp_path / "news.db"
    place.write_bytes(empty.read_bytes())
    with LocalServer({}) as server, reportedly.open(place) as ledger:
        yield Site(server, ledger)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: making one takes a while."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    reportedly.open(path).close()
    return path


def page(words: str, day: str = "2026-03-03") -> Page:
    head = f'<title>Flood in Orlenz</title><meta property="article:published_time" content="{day}">'
    more = "The town lies on the river Tarn, and its markets were closed for the rest of the week."
    html = f"<html><head>{head}</head><body><article><h1>Flood in Orlenz</h1><p>{words}</p><p>{more}</p></article></body></html>"
    return answer(html.encode())


TWELVE = "Twelve people were killed in a flood in Orlenz on Monday, police said."
FIFTEEN = "The flood in Orlenz on Monday killed 15 people, Mayor Ada Brunn said on Tuesday."
TWENTY = "The flood in Orlenz on Monday killed 20 people, Mayor Ada Brunn said on Tuesday."


def flooded(site: Site) -> None:
    """Two pages about a flood, and the feed that lists them."""
    site.server.pages |= {"/1": page(TWELVE), "/2": page(FIFTEEN, "2026-03-04")}
    feed = atom(("/2", "2026-03-04T10:00:00Z"), ("/1", "2026-03-03T10:00:00Z"))
    site.server.pages["/feed"] = answer(feed, etag='"v1"', media="application/atom+xml")


def test_new_pages_are_read_the_oldest_first_and_what_they_change_is_told(site: Site) -> None:
    flooded(site)
    done = site.watch("/feed")
    assert site.pages() == ["/feed", "/1", "/2"]
    assert site.told() == [
        "killed: people, Orlenz: Twelve, first figure, police",
        "killed: people, Orlenz: Twelve → 15, new origin: Ada Brunn",
    ]
    assert (done.read, done.changes, done.failed, done.waiting) == (2, 2, 0, 0)
    assert len(site.ledger.claims()) > 0


def test_what_has_not_changed_is_not_fetched_again(site: Site) -> None:
    flooded(site)
    site.watch("/feed")
    assert site.watch(hours=1).read == 0
    assert site.pages() == ["/feed"]
    assert 'if-none-match: "v1"' in site.server.requests[-1].lower()
    site.server.pages["/feed"] = answer(status="304 Not Modified")
    site.watch(hours=1)
    assert site.turn().outcome == "unchanged"


def test_a_page_that_the_ledger_read_before_is_not_fetched(site: Site, reader: Readers) -> None:
    flooded(site)
    read_given(expand([site.server.url("/1")], OPTIONS), site.ledger, reader)
    site.watch("/feed")
    assert site.pages() == ["/feed", "/2"]


def test_an_entry_with_another_date_becomes_a_further_version(site: Site) -> None:
    flooded(site)
    site.watch("/feed")
    site.server.pages["/2"] = page(TWENTY, "2026-03-04")
    feed = atom(("/2", "2026-03-04T18:00:00Z"), ("/1", "2026-03-03T10:00:00Z"))
    site.server.pages["/feed"] = answer(feed)
    site.watch(hours=1)
    assert site.pages() == ["/feed", "/2"]
    assert site.told()[0] == "killed: people, Orlenz: 15 → 20, Ada Brunn"
    assert site.turn().changed == 1
    assert len(site.ledger.captures(site.server.url("/2"))) == 2


def test_a_page_taken_down_and_out_of_its_feed_withdraws_its_figures(site: Site) -> None:
    flooded(site)
    site.watch("/feed")
    site.server.pages["/2"] = answer(status="410 Gone")
    site.server.pages["/feed"] = answer(atom(("/1", "2026-03-03T10:00:00Z")))
    site.watch(hours=1)
    assert site.turn().gone == 1
    assert site.told() == ["killed: people, Orlenz: 15"]
    (change,) = (one for one in site.events if isinstance(one, SeriesChange))
    assert change.type == "withdrawn"
    site.watch(hours=1)
    assert site.pages() == ["/feed"]


def test_one_turn_reads_so_many_pages_and_the_next_goes_on(site: Site) -> None:
    flooded(site)
    assert site.watch("/feed", pages=1).waiting == 1
    assert site.pages() == ["/feed", "/1"]
    site.server.pages["/feed"] = answer(status="304 Not Modified")
    assert site.watch("/feed").waiting == 0
    assert site.pages() == ["/feed", "/2"]


def test_a_request_to_stop_is_heard_between_pages_and_the_next_call_goes_on(site: Site) -> None:
    flooded(site)
    feed = site.server.url("/feed")
    options = WatchOptions(reading=OPTIONS)
    done = reportedly.watch(
        feed,
        site.ledger,
        options=options,
        clock=site.time.clock,
        report=site.events.append,
        stopped=lambda: any(isinstance(one, PageReport) for one in site.events),
    )
    assert done.interrupted
    assert (done.read, done.waiting) == (1, 1)
    site.watch()
    assert site.pages() == ["/feed", "/2"]


def test_pauses_are_kept_between_requests_to_one_server(site: Site) -> None:
    flooded(site)
    site.watch("/feed", pause=5)
    assert site.time.waited == pytest.approx(10)
    rules = b"user-agent: *\ncrawl-delay: 20\n"
    site.server.pages["/robots.txt"] = answer(rules, media="text/plain")
    feed = atom(("/2", "2026-03-04T10:00:00Z"), ("/1", "2026-03-05T00:00:00Z"))
    site.server.pages["/feed"] = answer(feed)
    site.watch(hours=1)
    assert site.time.waited == pytest.approx(30)


def test_every_feed_has_its_own_pace(site: Site) -> None:
    flooded(site)
    site.server.pages["/slow"] = answer(rss(("/1", ""), more="<ttl>180</ttl>"))
    start = site.time.at
    ends = start + timedelta(hours=4)
    reportedly.watch(
        [site.server.url("/feed"), site.server.url("/slow")],
        site.ledger,
        options=WatchOptions(every=3600, reading=OPTIONS),
        clock=site.time.clock,
        report=site.events.append,
        stopped=lambda: site.time.at >= ends,
    )
    assert site.pages().count("/feed") == 4
    assert site.pages().count("/slow") == 2


# Trouble


def test_a_feed_that_fails_is_asked_less_and_less_often(site: Site) -> None:
    site.server.pages["/feed"] = answer(status="404 Not Found")
    waits = []
    for _ in range(4):
        site.watch("/feed", hours=48)
        (feed,) = reportedly.watched(site.ledger)
        waits.append((datetime.fromisoformat(feed.due) - site.time.at) / timedelta(minutes=15))
        site.time.at = datetime.fromisoformat(feed.due)
    assert waits == [1, 2, 4, 8]
    assert site.reasons() == {"gone"}
    flooded(site)
    site.watch("/feed")
    assert reportedly.watched(site.ledger)[0].failed == 0
    assert site.reasons() == set()


def test_a_given_feed_that_just_failed_is_not_asked_before_its_time(site: Site) -> None:
    site.server.pages["/feed"] = answer(status="404 Not Found")
    site.watch("/feed")
    assert site.watch("/feed").failed_turns == 1
    assert site.server.requests == []
    assert site.turn().outcome == "waits"


def test_a_busy_server_is_left_alone_for_as_long_as_it_wants(site: Site) -> None:
    flooded(site)
    site.server.pages["/1"] = answer(status="429 Slow down", retry_after="7200")
    done = site.watch("/feed")
    assert site.pages() == ["/feed", "/1"]
    assert (done.read, done.waiting) == (0, 2)
    site.watch(hours=1)
    assert site.server.requests == []
    assert site.turn().outcome == "waits"
    site.server.pages["/1"] = page(TWELVE)
    site.watch(hours=1.1)
    assert site.pages() == ["/feed", "/1", "/2"]


def test_a_server_that_goes_on_failing_is_left_alone_longer_each_time(site: Site) -> None:
    site.server.pages["/feed"] = answer(status="503 Overloaded")
    host = site.server.url("").removeprefix("http://")
    waits = []
    for _ in range(3):
        site.watch("/feed", hours=30)
        until = site.ledger.host_failures(host)[1]
        assert until is not None
        waits.append((datetime.fromisoformat(until) - site.time.at).total_seconds())
    assert waits == [60, 120, 240]


def test_a_page_that_cannot_be_had_costs_itself_only_and_is_given_up(site: Site) -> None:
    flooded(site)
    site.server.pages["/1"] = answer(b"GIF89a", media="image/gif")
    done = site.watch("/feed")
    assert (done.read, done.failed, done.waiting) == (1, 1, 0)
    assert site.reasons() == {"unsupported"}
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    site.server.pages["/feed"] = answer(rss((f"http://127.0.0.1:{port}/3", "")))
    assert site.watch(hours=1).waiting == 1
    for _ in range(4):
        site.watch(hours=30)
    assert site.watch(hours=30).waiting == 0
    assert "unreachable" in site.reasons()


def _endless(connection: Connection) -> None:
    with suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n<rss><channel>")
        while True:
            connection.sendall(b"<item><title>news</title></item>" * 2_000)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (answer(NESTED), "entities"),
        (answer(b"<html><body>Moved</body></html>"), "not_feed"),
        (answer(b""), "empty"),
        (answer(b"<rss/>", content_encoding="gzip"), "malformed"),
        (_endless, "too_large"),
    ],
)
def test_a_hostile_feed_is_a_failure_with_a_name(site: Site, feed: Page, reason: str) -> None:
    site.server.pages["/feed"] = feed
    done = site.watch("/feed")
    assert (done.failed_turns, done.read) == (1, 0)
    assert site.reasons() == {reason}


def test_what_is_wrong_with_entries_is_counted_and_the_rest_is_read(site: Site) -> None:
    site.server.pages["/1"] = page(TWELVE)
    entries = [("/1", "2099-01-01T00:00:00Z"), ("/1", ""), ("file:///etc/passwd", "")]
    site.server.pages["/feed"] = answer(atom(*entries, more='<link rel="next" href="/feed"/>'))
    assert site.watch("/feed").read == 1
    assert {one.reason: one.count for one in site.turn().faults} == {
        "duplicate": 1,
        "future": 1,
        "loop": 1,
        "unsupported": 1,
    }
    assert site.reasons() == {"duplicate", "future", "loop", "unsupported"}


def test_pages_on_your_own_network_are_refused_unless_allowed(site: Site) -> None:
    flooded(site)
    done = site.watch("/feed", reading=ReadOptions(allow_private=True))
    assert done.read == 2
    with pytest.raises(UsageError, match="this computer itself"):
        site.watch("/feed", reading=ReadOptions())
    done = site.watch(hours=1, reading=ReadOptions())
    assert site.server.requests == []


def test_a_forgotten_page_is_not_read_again(site: Site) -> None:
    flooded(site)
    site.watch("/feed")
    reportedly.forget(site.ledger, site.server.url("/2"), reason="asked by a family")
    site.server.pages["/feed"] = answer(atom(("/2", "2026-03-05T00:00:00Z")))
    site.watch(hours=1)
    assert site.pages() == ["/feed"]
    assert site.reasons() == {"forgotten"}


# Two watchers


def test_a_feed_in_another_watchers_hands_is_left(site: Site) -> None:
    flooded(site)
    feed = site.server.url("/feed")
    site.ledger.watch_feed(feed, None, site.time.clock.now())
    theirs = Hold("theirs", site.time.clock.now(), site.time.clock.after(600))
    assert site.ledger.hold_feed(feed, theirs)
    site.watch("/feed")
    assert site.server.requests == []
    assert site.turn().outcome == "held"
    site.watch("/feed", hours=1)
    assert site.pages() == ["/feed", "/1", "/2"]


# Telling


def test_changes_are_told_in_a_file(site: Site, tmp_path: Path) -> None:
    flooded(site)
    file = tmp_path / "changes.xml"
    site.watch("/feed", rss=file)
    words = file.read_text("utf-8")
    assert words.count("<item>") == 2
    assert words.index("Twelve → 15") < words.index("first figure")
    site.watch(hours=1, rss=file)
    assert file.read_text("utf-8") == words


def _taking(server: LocalServer, bodies: list[object]) -> Page:
    def take(connection: Connection) -> None:
        # A part of the body, or all of it, may have come with the head.
        received = server.requests[-1].partition("\r\n\r\n")[2].encode("latin-1")
        while not received.endswith(b"]}"):
            received += connection.recv(65_536)
        bodies.append(json.loads(received))
        connection.sendall(answer(status="204 No Content"))

    return take


def test_a_webhook_that_is_down_gets_its_changes_later(site: Site) -> None:
    flooded(site)
    site.server.pages["/hook/secret"] = answer(status="503 Down", retry_after="2")
    hook = site.server.url("/hook/secret")
    done = site.watch("/feed", webhook=hook, pause=0)
    assert done.undelivered == 2
    assert site.pages().count("/hook/secret") == 4
    assert site.time.waited == pytest.approx(6)
    (failure,) = (one for one in site.events if isinstance(one, Failure))
    assert failure.reason == "server_error"
    assert "secret" not in failure.model_dump_json()
    bodies: list[object] = []
    site.server.pages["/hook/secret"] = _taking(site.server, bodies)
    assert site.watch(hours=1, webhook=hook).undelivered == 0
    (body,) = bodies
    assert isinstance(body, dict)
    assert [one["figure"] for one in body["changes"]] == ["Twelve", "15"]
    assert body["changes"][1]["line"].startswith("killed: people, Orlenz: Twelve → 15, new origin")


# Wrong use


@pytest.mark.parametrize(
    "options",
    [{"every": 5}, {"pages": 0}, {"pause": -1}, {"since": "May"}, {"webhook": "ftp://x/"}],
)
def test_options_that_cannot_be(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        WatchOptions(**options)  # type: ignore[arg-type]


def test_pages_before_a_day_are_left(site: Site) -> None:
    flooded(site)
    assert site.watch("/feed", since="2026-03-04").read == 1
    assert site.pages() == ["/feed", "/2"]
