"""The pages as files: every link leads to a file, from a disk in a real browser; and what they carry."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.web.addresses import Place, place_of, relative
from reportedly.web.site import export_site
from reportedly.web.site.folder import HEADING, LIST
from tests.cli.conftest import call
from tests.web.accessible import serious
from tests.web.conftest import SLOW

PAGE = """Fire in Vessin

Vessin, 5 May 2026

Two people, Juma Ramos and Ana Kessel, were killed by a fire in Vessin on Monday, mayor Ida Lunt said.

The market hall had been closed for repairs since the spring and nobody was to be inside it.
"""


@pytest.fixture(scope="module")
def still(opened: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pages as a site."""
    folder = tmp_path_factory.mktemp("site")
    written = export_site(opened, folder)
    assert written.files == sum(1 for _ in files(folder)) - 1  # the list of them is one more
    return folder


@pytest.fixture(scope="module")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of one page."""
    folder = tmp_path_factory.mktemp("fire")
    (folder / "vessin.txt").write_text(PAGE, encoding="utf-8")
    with verbs.open(folder / "fire.db") as ledger:
        verbs.read(folder / "vessin.txt", ledger)
    with verbs.open(folder / "fire.db", read_only=True) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """A page of a screen; it notes what the browser complains of."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(SLOW)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("requestfailed", lambda asked: page.complaints.append(asked.url))
        yield page


def files(folder: Path, ending: str = "") -> Iterator[Path]:
    return (path for path in sorted(folder.rglob(f"*{ending}")) if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in files(folder)}


def everything(folder: Path) -> str:
    return b"\n".join(contents(folder).values()).decode()


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(still: Path) -> None:
    pages = {path: html.parse(str(path)) for path in files(still, ".html")}
    places = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    followed = 0
    for path, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            to = urlsplit(link)
            if to.scheme in ("http", "https"):
                continue
            assert not to.scheme, (path, link)
            assert not link.startswith("/"), (path, link)
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            assert target.is_file(), (path, link)
            assert not to.fragment or to.fragment in places[target], (path, link)
            followed += 1
    assert followed > 5_000
    linked = {str(path.relative_to(still)) for path in files(still)}
    assert linked == set((still / LIST).read_text().splitlines()[1:]) | {LIST}


def test_no_page_needs_a_script_or_a_server(still: Path) -> None:
    for path in files(still, ".html"):
        text = path.read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1
        assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
        for absent in ("<script", "<form", "<style", " style=", "Not in this ledger", " onload="):
            assert absent not in text, path
        assert len(text) < 300_000
        assert text.count("<tr") <= 101
    assert "reportedly serve" in (still / "index.html").read_text(encoding="utf-8")


def test_lists_have_files_for_their_parts_and_one_for_each_twin(still: Path, client: Any) -> None:
    asked = client.get("/series.json?rows=1000").json()
    given = json.loads((still / "series.json").read_text(encoding="utf-8"))
    assert given["total"] == len(given["series"]) == asked["total"] > 50
    assert 'href="index-2.html"' in (still / "index.html").read_text(encoding="utf-8")
    for row in given["series"]:
        assert (still / row.pop("address")).is_file()
    assert given["series"] == [
        {name: value for name, value in row.items() if name != "address"} for row in asked["series"]
    ]
    with (still / "series.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in asked["series"]]
    for path in files(still, ".json"):
        assert json.loads(path.read_text(encoding="utf-8")) is not None


def test_the_same_ledger_gives_the_same_files(fire: Ledger, tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    told: list[tuple[int, int]] = []
    export_site(fire, once, progress=lambda done, known: told.append((done, known)))
    export_site(fire, again)
    assert contents(once) == contents(again)
    assert told[-1][0] == told[-1][1] == len(told)


def test_pages_carry_sentences_and_whole_texts_only_where_asked_for(
    fire: Ledger, tmp_path: Path
) -> None:
    export_site(fire, tmp_path / "short")
    short = everything(tmp_path / "short")
    assert "were killed by a fire in Vessin on Monday, mayor Ida Lunt said." in short
    assert "market hall" not in short
    export_site(fire, tmp_path / "whole", full_text=True)
    whole = everything(tmp_path / "whole")
    assert whole.count("The market hall had been closed") >= 3  # page, claim, and a twin


def test_private_names_are_covered_everywhere(fire: Ledger, tmp_path: Path) -> None:
    export_site(fire, tmp_path, redact=True, full_text=True)
    text = everything(tmp_path)
    for name in ("Juma", "Ramos", "Kessel"):
        assert name not in text
    assert "████ █████" in text
    assert "mayor Ida Lunt" in text


def test_private_names_are_covered_on_both_sides_of_a_conflict(tmp_path: Path) -> None:
    denied = PAGE.replace("Two people, ", "Nine people, among them ")
    denied = denied.replace("mayor Ida Lunt", "police chief Oren Dast")
    with verbs.open(tmp_path / "fire.db") as ledger:
        for name, said in (("one", PAGE), ("two", denied)):
            page = tmp_path / f"{name}.txt"
            page.write_text(said, encoding="utf-8")
            verbs.read(page, ledger)
        assert len(verbs.conflicts(ledger)) == 1
        export_site(ledger, tmp_path / "open")
        export_site(ledger, tmp_path / "covered", redact=True)
    twins = [path.name for path in files(tmp_path / "open") if path.stem == "conflicts"]
    assert sorted(twins) == ["conflicts.csv", "conflicts.html", "conflicts.json"]
    for name in twins:
        plain, covered = (
            (tmp_path / folder / name).read_text(encoding="utf-8") for folder in ("open", "covered")
        )
        assert plain.count("Juma Ramos") == 2
        assert plain.count("Ana Kessel") == 2
        assert not [one for one in ("Juma", "Ramos", "Kessel") if one in covered]
        assert covered.count("██") >= 4
        assert " people, among them " in covered


def test_a_folder_with_files_of_others_is_left_alone(fire: Ledger, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="--overwrite"):
        export_site(fire, tmp_path)
    assert [path.name for path in files(tmp_path)] == ["thesis.txt"]
    export_site(fire, tmp_path, overwrite=True)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_what_is_no_longer_part_of_a_site_is_deleted_and_nothing_else(
    fire: Ledger, tmp_path: Path
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.html"
    outside.write_text("not of the site")
    export_site(fire, site)
    before = contents(site)
    stale = site / "claims" / "zz" / "gone.html"
    stale.parent.mkdir()
    stale.write_text("a claim that was forgotten")
    (site / "CNAME").write_text("news.example")
    with (site / LIST).open("a") as file:  # also what a list has no business to name
        file.write(f"claims/zz/gone.html\n../outside.html\n{outside}\nCNAME\n")
    export_site(fire, site)
    assert not stale.parent.exists()
    assert outside.exists()
    assert (site / "CNAME").exists()
    (site / "CNAME").unlink()
    assert contents(site) == before
    assert (site / LIST).read_text().startswith(HEADING)


def test_a_ledger_that_changes_meanwhile_is_noticed(
    fire: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = iter(range(1_000_000))
    monkeypatch.setattr(fire, "change_mark", lambda: str(next(marks) // 40))
    with pytest.raises(LedgerError, match="write it again"):
        export_site(fire, tmp_path / "site")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?page=2", "index-2.html"),
        ("/series.csv?page=2", "series.csv"),
        ("/series/5e81e5a0b1/why?page=3", "series/5e/5e81e5a0b1-why-3.html"),
        ("/claims/0123abcd.json", "claims/01/0123abcd.json"),
        ("/conflicts?series=5e81e5a0b1&page=2", "conflicts/5e/5e81e5a0b1-2.html"),
        ("/static/reportedly.css?v=1", "static/reportedly.css"),
    ],
)
def test_addresses_have_files(address: str, file: str) -> None:
    place = place_of(address)
    assert isinstance(place, Place)
    assert place.file == file


@pytest.mark.parametrize(
    "address",
    [
        "/ask?q=x",
        "/claims/01ab?why=1",
        "/openapi.json",
        "/?kind=killed",
        "/x/../y",
        "/claims/../..",
    ],
)
def test_what_only_a_server_can_answer_has_none(address: str) -> None:
    assert place_of(address) is None


def test_a_source_is_found_by_any_name() -> None:
    names = ("Ida Lunt", "../../etc/passwd", "a/b", "é & <b>", "x" * 900)
    found = {place_of(f"/source?name={name.replace('&', '%26')}") for name in names}
    assert len({place.file for place in found if place}) == len(names)
    for place in found:
        assert place is not None
        assert re.fullmatch(r"source/[0-9a-f]{2}/[0-9a-f]{20}\.html", place.file)


def test_links_are_relative() -> None:
    assert relative("index.html", "series/5e/5e81.html") == "../../index.html"
    assert relative("series/5e/5e82.html", "series/5e/5e81.html") == "5e82.html"
    assert relative("static/a.css", "index.html") == "static/a.css"


def test_the_command_says_what_it_wrote(fire: Ledger, tmp_path: Path) -> None:
    path = fire.location.removeprefix("sqlite:///")
    called = call("export", "--format", "site", "--output", tmp_path / "s", "--ledger", path)
    assert called.status == 0
    assert "open index.html" in called.out
    for wrong in (["--kind", "killed"], ["--package", "x"], ["--raw"]):
        called = call("export", "--format", "site", "--output", tmp_path, "--ledger", path, *wrong)
        assert called.status == 2
        assert f"leave {wrong[0]} out" in called.err
    assert "name one" in call("export", "--format", "site", "--ledger", path).err
    assert "--format site" in call("export", "--overwrite", "--ledger", path).err


class TestFromDisk:
    """A site that nobody serves, in a real browser."""

    def test_links_lead_on_and_back(self, page: Any, still: Path) -> None:
        page.goto((still / "index.html").as_uri())
        page.get_by_role("link", name="people, Tollen Strait").first.click()
        page.get_by_role("heading", name="Conflicts").wait_for()
        chart = page.locator(".chart-frame .wide svg").bounding_box()
        assert chart["width"] > 400
        assert chart["height"] > 200
        colour = "getComputedStyle(document.querySelector('.chart-voice-1 .chart-shape')).fill"
        assert page.evaluate(colour) != "rgb(0, 0, 0)"  # the style of charts is there
        page.locator("a.figure").first.click()
        page.get_by_role("heading", name="What was read").wait_for()
        for name in ("Sources", "Pages", "Stories", "Conflicts", "About", "Failures", "Series"):
            page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()
            page.locator("h1").first.wait_for(state="attached")
        assert page.url == (still / "index.html").as_uri()
        page.get_by_role("link", name="After →").click()
        page.wait_for_url("**/index-2.html")
        assert page.complaints == []

    def test_axe_finds_nothing_serious(self, page: Any, still: Path) -> None:
        kinds = ("series", "claims")
        chosen = [next(files(still / kind, ".html")) for kind in kinds]
        for path in [still / "index.html", *chosen]:
            page.goto(path.as_uri())
            assert serious(page) == [], path
