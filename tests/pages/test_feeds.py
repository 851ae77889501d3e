"""Feeds and sitemaps, most of them bad ones: from real servers on this computer."""

import gzip
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import FetchError, InputError
from reportedly.pages import ReadOptions
from reportedly.pages.feeds import confining, gathering, parsing
from reportedly.pages.feeds.fetching import Validators, ask, wait_of
from reportedly.pages.feeds.gathering import Gathered, Gathering, Known
from reportedly.pages.feeds.listings import Entry, Further, Listing
from reportedly.pages.fetching import Fetcher
from reportedly.pages.posting import post
from tests.pages.feeds import NESTED, atom, index, rss, sitemap
from tests.pages.servers import LocalServer, Page, answer, redirect

OPTIONS = ReadOptions(allow_private=True, total_seconds=20)
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
MONDAY = "Mon, 09 Mar 2026 10:00:00 +0100"


def parsed(data: bytes) -> Listing:
    return parsing.parse(data, location="https://post.example/feed")


def refused(data: bytes) -> str:
    with pytest.raises(InputError, match=r"https://post\.example/feed") as caught:
        parsed(data)
    return caught.value.reason


# What documents say


def test_an_rss_feed_lists_pages_with_their_dates() -> None:
    listing = parsed(rss(("https://post.example/1", MONDAY), ("/2", ""), more="<ttl>30</ttl>"))
    assert listing.form == "rss"
    assert listing.minutes == 30
    assert listing.entries == (
        Entry(address="https://post.example/1", version=MONDAY, at="2026-03-09T09:00:00Z"),
        Entry(address="/2"),
    )


def test_an_atom_feed_lists_pages_with_their_updates_and_names_its_next_page() -> None:
    more = '<link rel="self" href="/feed"/><link rel="next" href="/feed?page=2"/>'
    listing = parsed(atom(("/1", "2026-03-09T10:00:00+01:00"), more=more))
    assert listing.form == "atom"
    assert [entry.at for entry in listing.entries] == ["2026-03-09T09:00:00Z"]
    assert listing.further == (Further(address="/feed?page=2"),)


def test_a_sitemap_and_an_index() -> None:
    assert parsed(sitemap([("/1", "2026-03-09")])).entries == (
        Entry(address="/1", version="2026-03-09", at="2026-03-09T00:00:00Z"),
    )
    listing = parsed(index(("/a.xml", "2026-03-09"), ("/b.xml", "")))
    assert listing.form == "sitemap index"
    assert [one.version for one in listing.further] == ["2026-03-09", None]


@pytest.mark.parametrize(
    ("item", "address"),
    [
        (b"<guid>https://post.example/7</guid>", "https://post.example/7"),
        (b'<guid isPermaLink="false">https://post.example/7</guid>', None),
        (b"<guid>number 7</guid>", None),
        (b"<link> https://post.example/7 \n</link><guid>x</guid>", "https://post.example/7"),
        (b"<title>Storm</title>", None),
    ],
)
def test_where_an_item_says_that_its_page_is(item: bytes, address: str | None) -> None:
    listing = parsed(b"<rss><channel><item>" + item + b"</item></channel></rss>")
    assert [entry.address for entry in listing.entries] == ([address] if address else [])
    assert listing.without == (0 if address else 1)


def test_an_ill_formed_feed_is_read_as_far_as_it_can_be() -> None:
    broken = b"<rss><channel><title>Wind & rain</title><item><link>/1</link></item><item><link>/2"
    assert next(entry.address for entry in parsed(broken).entries) == "/1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Storm kills four", "not_feed"),
        (b"\x00\x01\x02", "not_feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "not_feed"),
        (b"<html><body>Not found</body></html>", "not_feed"),
        (NESTED, "entities"),
        (NESTED.decode().encode("utf-16"), "entities"),
        (b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><rss/>', "entities"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_entries_above_the_cap_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_ENTRIES", 500)
    listing = parsed(rss(*((f"/{number}", "") for number in range(1_000))))
    assert (len(listing.entries), listing.over) == (500, 500)


def test_more_elements_than_any_feed_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_ELEMENTS", 1_000)
    assert refused(b"<rss><channel>" + b"<x/>" * 2_000) == "too_large"
    assert refused(b"<rss><channel><item>" + b"<x/>" * 2_000) == "too_large"


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2026-03-09", "2026-03-09T00:00:00Z"),
        ("Mon, 09 Mar 2026 10:00:00 EST", "2026-03-09T15:00:00Z"),
        ("2026-02-31", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_dates_of_feeds(words: str | None, at: str | None) -> None:
    assert parsing.moment_of(words) == at


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_listing_or_a_reason(data: bytes) -> None:
    for some in (data, b"<rss><channel><item><link>" + data):
        assert reason_of(some) in (None, "empty", "not_feed", "malformed", "entities")


def reason_of(data: bytes) -> str | None:
    try:
        parsed(data)
    except InputError as error:
        return error.reason
    return None


def test_a_feed_that_breaks_its_parser_costs_its_turn_only() -> None:
    heavy = b"<rss><channel><item>" + b"<x/>" * 1_500_000
    options = ReadOptions(worker_bytes=20_000_000)
    with pytest.raises(InputError) as caught:
        confining.parse(heavy, location="/feed", options=options)
    assert caught.value.reason in ("memory", "crashed")
    listing = confining.parse(rss(("/1", "")), location="/feed", options=OPTIONS)
    assert len(listing.entries) == 1
    with pytest.raises(InputError, match="/feed is no feed"):
        confining.parse(b"<html/>", location="/feed", options=OPTIONS)


# Asking politely


def test_a_feed_is_asked_for_only_if_it_has_changed() -> None:
    page = answer(rss(("/1", "")), etag='"v1"', last_modified=MONDAY, media="application/rss+xml")
    with LocalServer({"/feed": page}) as server:
        fetcher = Fetcher(OPTIONS)
        first = ask(fetcher, server.url("/feed"), Validators())
        assert first.validators == Validators('"v1"', MONDAY)
        server.pages["/feed"] = answer(status="304 Not Modified")
        second = ask(fetcher, server.url("/feed"), first.validators)
        head = server.requests[-1].lower()
    assert second.data is None
    assert second.validators == first.validators
    assert 'if-none-match: "v1"\r\n' in head
    assert f"if-modified-since: {MONDAY.lower()}\r\n" in head


def test_a_validator_that_cannot_be_sent_back_is_left() -> None:
    page = answer(rss(), etag='"' + "x" * 5_000 + '"')
    with LocalServer({"/feed": page}) as server:
        assert ask(Fetcher(OPTIONS), server.url("/feed"), Validators()).validators.etag is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 09 Mar 2026 12:05:00 GMT", 300.0),
        ("Mon, 09 Mar 2026 11:00:00 GMT", 0.0),
        ("99999999999999999", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(header: str, seconds: float | None) -> None:
    assert wait_of({"retry-after": header}, NOW) == seconds


def test_a_sitemap_in_a_gzip_file_and_a_bomb_of_one() -> None:
    whole = gzip.compress(sitemap([("/1", "2026-03-09")]), mtime=0)
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000, mtime=0)
    pages = {"/s.xml.gz": answer(whole, media="application/gzip"), "/bomb": answer(bomb)}
    pages["/twice"] = answer(gzip.compress(bomb, mtime=0), content_encoding="gzip")
    with LocalServer(pages) as server:
        fetcher = Fetcher(OPTIONS)
        data = ask(fetcher, server.url("/s.xml.gz"), Validators()).data
        assert data == sitemap([("/1", "2026-03-09")])
        for path in ("/bomb", "/twice"):
            with pytest.raises(InputError) as caught:
                ask(fetcher, server.url(path), Validators())
            assert caught.value.reason == "too_large"


def test_five_gigabytes_are_left_at_the_cap() -> None:
    with LocalServer({"/feed": answer(b"<rss>", content_length="5000000000")}) as server:
        with pytest.raises(InputError) as caught:
            ask(Fetcher(OPTIONS), server.url("/feed"), Validators(), cap=100)
        assert caught.value.reason == "incomplete"
    with LocalServer({"/feed": answer(b"<rss>" * 100)}) as server:
        with pytest.raises(InputError) as caught:
            ask(Fetcher(OPTIONS), server.url("/feed"), Validators(), cap=100)
        assert caught.value.reason == "too_large"


def test_feeds_are_asked_for_through_the_guard_and_robots() -> None:
    with LocalServer({"/feed": answer(rss())}) as server:
        with pytest.raises(FetchError) as caught:
            ask(Fetcher(ReadOptions()), server.url("/feed"), Validators())
        assert caught.value.reason == "private_address"
        assert server.requests == []
        rules = b"user-agent: *\ndisallow: /feed\ncrawl-delay: 7\n"
        server.pages["/robots.txt"] = answer(rules, media="text/plain")
        fetcher = Fetcher(OPTIONS)
        with pytest.raises(FetchError) as caught:
            ask(fetcher, server.url("/feed"), Validators())
        assert caught.value.reason == "robots"
        assert fetcher.delay(server.url("/1")) == 7.0


# What a feed lists altogether


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Feeds are parsed in this process: starting another takes a third of a second."""

    def parse(data: bytes, *, location: str, options: ReadOptions) -> Listing:
        return parsing.parse(data, location=location)

    monkeypatch.setattr(gathering, "parse", parse)


def gathered(
    pages: Mapping[str, bytes],
    *,
    known: Mapping[str, Known] | None = None,
    options: ReadOptions = OPTIONS,
    all_new: bool = True,
) -> tuple[Gathered, list[str]]:
    """What a server's /feed lists, and the paths that were asked for; "HOST" is the server's own."""
    with LocalServer({}) as server:
        home = server.url("").encode()
        served: dict[str, Page] = {
            path: answer(body.replace(b"HOST", home), media="text/xml")
            for path, body in pages.items()
        }
        server.pages.update(served)
        given_known = {server.url(path): one for path, one in (known or {}).items()}
        fetcher = Fetcher(options)
        asked: list[str] = []
        gathering_now = Gathering(fetcher, given_known, NOW, asked.append, lambda _: all_new)
        found = gathering_now.gather(server.url("/feed"))
        return found, [address.removeprefix(server.url("")) for address in asked]


@pytest.mark.usefixtures("here")
def test_addresses_are_relative_to_the_feed_and_counted_once() -> None:
    found, _ = gathered({"/feed": rss(("1", MONDAY), ("/1#comments", ""), ("HOST/2", ""))})
    assert [address.rpartition("/")[2] for address in found.entries] == ["1", "2"]
    assert found.faults["duplicate"][0] == 1


@pytest.mark.usefixtures("here")
def test_what_is_no_page_of_the_web_is_counted_and_left() -> None:
    items = [
        (address, "") for address in ("file:///etc/passwd", "javascript:alert(1)", "http://[::1")
    ]
    items += [
        ("https://reader:secret@post.example/", ""),
        ("https://post.example/" + "x" * 3_000, ""),
    ]
    found, _ = gathered({"/feed": rss(*items, ("", ""), ("/1", ""))})
    assert {reason: count for reason, (count, _) in found.faults.items()} == {
        "unsupported": 3,
        "malformed": 3,
    }
    assert len(found.entries) == 1


def test_private_addresses_are_counted_unless_they_are_allowed() -> None:
    place = gathering.place_of
    for address in ("http://10.0.0.1/a", "http://169.254.169.254/meta", "http://[::1]/"):
        with pytest.raises(FetchError) as caught:
            place(address, None, ReadOptions())
        assert caught.value.reason == "private_address"
        assert place(address, None, OPTIONS).startswith("http://")


@pytest.mark.usefixtures("here")
def test_the_future_is_noted_and_not_believed() -> None:
    found, _ = gathered(
        {"/feed": atom(("/1", "2099-01-01T00:00:00Z"), ("/2", "2026-03-09T20:00:00Z"))}
    )
    assert found.faults["future"][0] == 1
    assert [one.at for one in found.entries.values()] == [None, "2026-03-09T20:00:00Z"]


@pytest.mark.usefixtures("here")
def test_a_feed_whose_next_page_is_itself_ends() -> None:
    more = '<link rel="next" href="/feed"/>'
    found, asked = gathered({"/feed": atom(("/1", "2026-03-09"), more=more)})
    assert found.faults["loop"][0] == 1
    assert asked == ["/feed"]


@pytest.mark.usefixtures("here")
def test_older_pages_are_asked_for_while_all_is_new() -> None:
    pages = {
        "/feed": atom(("/1", "2026-03-09"), more='<link rel="next" href="/feed?2"/>'),
        "/feed?2": atom(("/2", "2026-03-08"), more='<link rel="next" href="/feed"/>'),
    }
    assert gathered(pages)[1] == ["/feed", "/feed?2"]
    assert gathered(pages, all_new=False)[1] == ["/feed"]


@pytest.mark.usefixtures("here")
def test_pages_without_end_are_left_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_DOCUMENTS", 3)
    pages = {
        f"/feed{'' if n == 0 else n}": atom(
            (f"/{n}", "2026-03-09"), more=f'<link rel="next" href="/feed{n + 1}"/>'
        )
        for n in range(9)
    }
    found, asked = gathered(pages)
    assert len(asked) == 3
    assert found.faults["too_many"][0] == 1


@pytest.mark.usefixtures("here")
def test_an_index_that_names_itself_and_others_that_fail() -> None:
    pages = {
        "/feed": index(("HOST/feed", ""), ("HOST/a.xml", ""), ("HOST/gone.xml", "")),
        "/a.xml": sitemap([("HOST/1", "2026-03-09")]),
    }
    found, asked = gathered(pages)
    assert sorted(asked) == ["/a.xml", "/feed", "/gone.xml"]
    assert found.faults["loop"][0] == 1
    assert [error.reason for _, error in found.failed] == ["gone"]
    assert len(found.entries) == 1


@pytest.mark.usefixtures("here")
def test_sitemaps_that_their_index_calls_unchanged_are_not_asked_for() -> None:
    pages = {
        "/feed": index(("HOST/a.xml", "2026-03-08"), ("HOST/b.xml", "2026-03-09")),
        "/b.xml": sitemap([("HOST/1", "2026-03-09")]),
    }
    known = {
        "/a.xml": Known(Validators(), "2026-03-08"),
        "/b.xml": Known(Validators(), "2026-03-08"),
    }
    assert gathered(pages, known=known)[1] == ["/feed", "/b.xml"]


@pytest.mark.usefixtures("here")
def test_a_feed_that_redirects_in_a_circle() -> None:
    with LocalServer({"/feed": redirect("/other"), "/other": redirect("/feed")}) as server:
        turn = Gathering(Fetcher(OPTIONS), {}, NOW, lambda _: None, lambda _: True)
        with pytest.raises(FetchError) as caught:
            turn.gather(server.url("/feed"))
        assert caught.value.reason == "redirects"


# Webhooks


def test_what_is_posted_arrives_whole_and_asks_no_robots() -> None:
    with LocalServer({"/hook": answer(status="204 No Content")}) as server:
        post(Fetcher(OPTIONS), server.url("/hook"), b'{"changes": []}')
        head = server.requests[-1]
        assert server.paths() == ["/hook"]
    assert head.startswith("POST /hook HTTP/1.1\r\n")
    assert "content-length: 15" in head.lower()
    assert "content-type: application/json" in head.lower()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (redirect("http://169.254.169.254/"), "redirects"),
        (answer(status="503 Busy"), "server_error"),
        (answer(status="403 No"), "forbidden"),
    ],
)
def test_a_webhook_that_does_not_take_it(page: bytes, reason: str) -> None:
    with LocalServer({"/hook": page}) as server:
        with pytest.raises(FetchError) as caught:
            post(Fetcher(OPTIONS), server.url("/hook"), b"{}")
        assert caught.value.reason == reason
        with pytest.raises(FetchError) as caught:
            post(Fetcher(ReadOptions()), server.url("/hook"), b"{}")
        assert caught.value.reason == "private_address"
