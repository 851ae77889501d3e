"""Pages of HTML: metadata, main text in blocks, and pages that are no articles."""

import gzip
import json
from pathlib import Path

import pytest
from bench.pages import score

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages import html, titles
from reportedly.pages.parsing import body_of, parse, read
from reportedly.records import Article
from tests.pages.articles import words_of

FEW_PAGES = 30
LEAST_F1 = 0.95
"""A floor for a sample; `bench/pages.py` measures all pages beside other extractors."""

LEAD = "Nine people were killed when a bridge fell into the river at Harrow on Monday, the county police said."
SECOND = (
    "The bridge, which was built in 1931, was last inspected two years ago, according to the county council. "
    "It carried more than 4,000 lorries a day."
)
THIRD = '"We are still counting," the mayor, Ada Renn, told reporters at the river. "It will take days."'
SCHEMA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Harrow Post"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge collapse kills nine &amp; injures 40",
            "description": "A bridge fell on Monday.",
            "datePublished": "2026-03-09T14:45:00+03:00",
            "dateModified": "2026-03-09T17:30:00.000Z",
            "author": [{"@type": "Person", "name": "Jon Ell"}, {"@id": "#ilka"}],
            "publisher": {"@id": "#post"},
        },
        {"@type": "Person", "@id": "#ilka", "name": "Ilka Dorn"},
        {"@type": "NewsMediaOrganization", "@id": "#post", "name": "Harrow Post"},
    ],
}


def page(body: str, head: str = "") -> bytes:
    nav = '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>'
    foot = "<footer>© 2026 Harrow Post. All rights reserved.</footer>"
    return f"<!doctype html><html><head>{head}</head><body>{nav}<article>{body}</article>{foot}</body></html>".encode()


def article(body: str, head: str = "") -> Article:
    return parse(page(body, head), location="bridge.html")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def schema(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_schema_org_tells_what_the_page_is() -> None:
    found = article(paragraphs(LEAD, SECOND, THIRD), schema(SCHEMA))
    assert found.title == "Bridge collapse kills nine & injures 40"
    assert found.publisher == "Harrow Post"
    assert found.authors == ("Jon Ell", "Ilka Dorn")
    assert found.published == "2026-03-09T14:45:00+03:00"
    assert found.updated == "2026-03-09T17:30:00Z"
    assert found.summary == "A bridge fell on Monday."


def test_open_graph_and_meta_tell_it_too() -> None:
    head = (
        '<title>Bridge collapse kills nine | Harrow Post</title><meta property="og:site_name" content="Harrow Post">'
        '<meta property="article:published_time" content="2026-03-09T14:45:00Z">'
        '<meta name="author" content="By Jon Ell and Ilka Dorn">'
        '<link rel="canonical" href="https://post.example/bridge">'
    )
    found = article(paragraphs(LEAD, SECOND, THIRD), head)
    assert found.title == "Bridge collapse kills nine"
    assert found.publisher == "Harrow Post"
    assert found.authors == ("Jon Ell", "Ilka Dorn")
    assert found.published == "2026-03-09T14:45:00Z"
    assert found.url == "https://post.example/bridge"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("Mon, 09 Mar 2026 14:45:00 +0300", "2026-03-09T14:45:00+03:00"),
        ("2026-03-09", "2026-03-09"),
        ("2026-03-09 14:45", "2026-03-09T14:45"),
        ("2026-03-09T14:45:00.123+0300", "2026-03-09T14:45:00+03:00"),
        ("9 March 2026", "2026-03-09"),
        ("0001-01-01T00:00:00Z", None),
        ("2026-02-31", None),
        ("04/03/2026", None),
        ("soon", None),
    ],
)
def test_dates_for_machines(given: str, moment: str | None) -> None:
    head = f'<title>x</title><meta property="article:published_time" content="{given}">'
    assert article(paragraphs(LEAD, SECOND), head).published == moment


def test_without_metadata_the_visible_lines_tell() -> None:
    body = (
        "<h1>Bridge collapse kills nine in Harrow</h1><div class='meta'>By Jon Ell<br>Published: 9 March 2026, "
        f"14:45 GMT</div>{paragraphs(LEAD, SECOND, THIRD)}"
    )
    found = article(body)
    assert found.title == "Bridge collapse kills nine in Harrow"
    assert found.authors == ("Jon Ell",)
    assert found.published == "2026-03-09T14:45+00:00"
    assert found.publisher == "Harrow Post"


def test_the_headline_is_the_first_block_and_is_not_repeated() -> None:
    found = article(f"<h1>Bridge collapse kills nine</h1>{paragraphs(LEAD, SECOND, THIRD)}")
    assert found.text.startswith("Bridge collapse kills nine\n\n")
    assert found.blocks[0].role == "headline"
    assert found.text.count("Bridge collapse kills nine") == 1


def test_the_body_is_the_text_without_headline_frame_and_captions() -> None:
    figure = "<figure><img src=x><figcaption>Soldiers on the bridge on Monday. Photo: Jon Ell</figcaption></figure>"
    body = f"<h1>Bridge falls</h1>{figure}{paragraphs(LEAD, SECOND, 'READ ALSO: 14 dead in mine', THIRD)}"
    found = article(body)
    assert body_of(found) == f"{LEAD}\n{SECOND}\n{THIRD}"
    assert words_of(found, "caption") == ["Soldiers on the bridge on Monday."]
    assert words_of(found, "credit") == ["Photo: Jon Ell"]


def test_lists_tables_quotes_and_corrections_keep_their_roles() -> None:
    body = (
        f"<h1>Bridge falls</h1>{paragraphs(LEAD, SECOND)}<ul><li>nine people killed</li><li>40 injured</li></ul>"
        "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Harrow</td><td>9</td></tr><tr><td>Ellen</td><td>2</td></tr></table>"
        f"<blockquote><p>{THIRD}</p></blockquote>"
        f"{paragraphs(SECOND + ' No one was surprised.', 'Correction: an earlier version of this report said ten.')}"
    )
    found = article(body)
    assert words_of(found, "list") == ["nine people killed", "40 injured"]
    assert words_of(found, "table") == ["Town | Killed\nHarrow | 9\nEllen | 2"]
    assert words_of(found, "quote") == [THIRD]
    assert words_of(found, "correction") == [
        "Correction: an earlier version of this report said ten."
    ]


def test_an_agencys_copy_is_credited_to_it() -> None:
    sent = {
        "@type": "NewsArticle",
        "headline": "Bridge falls",
        "author": {"@type": "Organization", "name": "Nordwire"},
    }
    found = article(paragraphs(f"HARROW (Nordwire) - {LEAD}", SECOND, THIRD), schema(sent))
    assert found.agency == "Nordwire"
    assert found.authors == ()


def test_scripts_never_show() -> None:
    found = article(
        f"<script>document.write('500 killed')</script>{paragraphs(LEAD, SECOND, THIRD)}"
    )
    assert "500" not in found.text


def test_reading_keeps_nothing_between_pages() -> None:
    one = page(paragraphs(LEAD, SECOND, THIRD))
    other = page(paragraphs(SECOND, LEAD, THIRD, SECOND))
    first = [parse(data, location="page") for data in (one, other, one, one, other, one)]
    assert first[0] == first[2] == first[3] == first[5]
    assert first[1] == first[4]


def test_broken_metadata_counts_as_none() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
        f'<script type="application/ld+json">{"[" * 100_000}</script>'
        '<script type="application/ld+json">[1, null, {"@type": {"a": 1}, "@graph": "x"}]</script>'
        '<title>Bridge collapse kills nine</title><meta property="og:title">'
    )
    assert article(paragraphs(LEAD, SECOND, THIRD), head).title == "Bridge collapse kills nine"


@pytest.mark.parametrize("tag", ["div", "b", "table", "span"])
def test_a_hundred_thousand_levels_are_too_deep(tag: str) -> None:
    data = f"<html><body>{f'<{tag}>' * 100_000}{LEAD}{f'</{tag}>' * 100_000}</body></html>".encode()
    with pytest.raises(InputError) as caught:
        parse(data, location="deep.html")
    assert caught.value.reason in ("too_deep", "empty")
    assert "deep.html" in str(caught.value)


def test_unclosed_paragraphs_are_not_deep() -> None:
    body = "".join(f"<p>{i}. {LEAD} <br>{SECOND}" for i in range(300))
    assert article(body).text.count("river at Harrow") == 300


def test_a_page_of_links_is_no_article() -> None:
    items = "".join(
        f'<h3><a href="/{i}">Bridge number {i} of Harrow county closed</a></h3><p>Nine people hurt.</p>'
        for i in range(30)
    )
    with pytest.raises(SkippedInputError) as caught:
        article(f"<h1>News from Harrow</h1>{items}")
    assert caught.value.reason == "not_article"


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(InputError) as caught:
        parse(
            b"<html><body><img src='x.png'><script>1</script></body></html>", location="page.html"
        )
    assert caught.value.reason == "empty"


def test_html_in_another_language_is_skipped_by_name() -> None:
    german = (
        "Bei dem Einsturz einer Brücke sind am Montag mindestens neun Menschen ums Leben gekommen, wie die Polizei "
        "mitteilte. Weitere vierzig Menschen wurden nach Angaben der Behörden verletzt, viele davon schwer."
    )
    with pytest.raises(SkippedInputError) as caught:
        article(paragraphs(german, german))
    assert caught.value.reason == "language"
    assert "German" in str(caught.value)
    assert read(page(paragraphs(german, german)), location="page").language == "de"


@pytest.mark.parametrize(
    ("given", "site", "title"),
    [
        (["Bridge falls | Harrow Post"], "Harrow Post", "Bridge falls"),
        (["Bridge falls - Harrow Post"], "harrowpost", "Bridge falls"),
        (["Harrow Post: Bridge falls"], None, "Harrow Post: Bridge falls"),
        (
            ["Nine die as bridge falls - Harrow Post", "Nine die as bridge falls"],
            None,
            "Nine die as bridge falls",
        ),
        (
            ["The Harrow Post view on the bridge | Editorial"],
            "Harrow Post",
            "The Harrow Post view on the bridge | Editorial",
        ),
        (["Bridge falls - minister"], "Harrow Post", "Bridge falls - minister"),
        (["Toll 'rises to 31' – agency"], "Harrow Post", "Toll 'rises to 31' – agency"),
    ],
)
def test_titles_lose_the_sites_name_only(given: list[str], site: str | None, title: str) -> None:
    assert titles.choose(given, site) == title


def test_visible_lines_break_at_blocks_only() -> None:
    tree = html.parse_tree(
        "<body><p>Nine <b>people</b> killed</p><div>in <a href=x>Harrow</a><br>today</div>", "page"
    )
    assert list(html.visible_lines(tree)) == ["Nine people killed", "in Harrow", "today"]


def test_main_text_of_real_pages_is_not_lost(shared: Path) -> None:
    """The share of the main text found on a sample of real pages, by the published measure."""
    folder = shared / "data" / "pages"
    records = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    truth = {name: records[name]["articleBody"] for name in sorted(records)[:FEW_PAGES]}
    found = {}
    for name in truth:
        source = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        found[name] = body_of(read(source, location=name))
    assert score(truth, found)[2] >= LEAST_F1


def test_a_table_may_lay_out_the_page() -> None:
    body = (
        f"<table><tr><td><h2>Bridge falls in Harrow</h2><font>By Ilka Dorn<br>Posted: 04/03/2026 6:15 pm CET</font>"
        f"<br><br>{LEAD}<br><br>{SECOND}<br><br><b>READ ALSO:</b> <a href=/x>14 dead in mine</a><br><br>{THIRD}"
        "</td><td><a href=/1>Weather</a><br><a href=/2>Jobs (214)</a></td></tr></table>"
    )
    found = parse(
        f"<html><title>Bridge falls in Harrow - Harrow Post</title>{body}<p>&copy; 2026 Harrow Post</html>".encode(),
        location="old.html",
    )
    assert found.title == "Bridge falls in Harrow"
    assert found.publisher == "Harrow Post"
    assert found.authors == ("Ilka Dorn",)
    assert found.published == "2026-03-04T18:15+01:00"
    assert body_of(found) == f"{LEAD}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Welcome to Harrow</h1>",
        "<p>Hello</p>",
        "<h1>404</h1><p>The page you are looking for does not exist, or has been moved to another place.</p>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><p>Loading</p>",
        "<h1>Contact</h1><ul><li>Harrow Post</li><li>1 Mill Street</li></ul>",
    ],
)
def test_html_without_an_article_is_skipped(body: str) -> None:
    with pytest.raises(SkippedInputError) as caught:
        article(body, "<title>Harrow Post</title>")
    assert caught.value.reason == "not_article"
