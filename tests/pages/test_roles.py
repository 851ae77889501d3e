"""Roles of the paragraphs of plain text pages: furniture is told from the article."""

import pytest

from reportedly.pages.parsing import from_text
from tests.pages.articles import role_of, roles_of, words_of

REPORT = (
    "Nine people were killed when a bridge fell into the river at Harrow on Monday, the police said.\n\n"
    "The bridge was built in 1931 and was last inspected two years ago, according to the county council.\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Article continues after this advertisement",
        "[Advert] Pumps for hire, 15 corons a day. Call 555 0140.",
        "Sponsored: Is your barn insured? Compare 12 offers at once",
        "+++ Win 1 of 10 weekends! Play now +++",
        ">> Support local news. A subscription costs 4 corons a week.",
        "Newsletter: The Post at Seven, free, 5 days a week",
        "Morning Briefing: 5 stories before 8am. Your e-mail ________ [Subscribe]",
        "Have the Post in your e-mail: join 9,000 readers. Sign up",
        "We use cookies to make this site better. By continuing to read, you accept them.",
        "We value your privacy. Accept all | Manage choices",
        "Cookies: essential (3), marketing (41). Save settings",
        "By signing up you accept the Terms of Use and our Privacy Policy, which was changed in May.",
        "Your subscription has failed. Please try again later.",
        "Share (328)  Comments (57)",
        "Tags: Harrow, bridges, rivers",
        "© 2026 Harrow Post. All rights reserved.",
        "Copyright Harrow Post 2026",
        "Front page / Harrow / Valley / Letters / Jobs (214)",
        "Home | News | World | Business | Weather | Subscribe",
        "☰ Latest  Video  Quiz  Newsletters",
        "You have 2 free articles left this month.",
        "* * *",
    ],
)
def test_furniture(line: str) -> None:
    assert role_of(line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "READ: 'Several' dead in mine – minister",
        "READ ALSO: Landslide leaves 14 dead in Corvan",
        "Related: Council: 40 bridges unsafe. Who knew?",
        "See also: 300 schools to close",
        "Watch: The moment the bridge fell",
        "FEATURED STORIES",
        "Most popular",
    ],
)
def test_links_to_other_stories(line: str) -> None:
    assert role_of(line) == "related"


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that 40 more bridges would be closed.",
        "More than 300 soldiers were sent to the valley with boats and cranes.",
        '"We ask readers of our newsletter to sign up as helpers," said the mayor of Harrow.',
        "The company sells a subscription to its app for 12 corons a month, and has 40,000 users.",
        "What happened",
        "Read in parliament, the report blames the ministry of transport for the death of nine people.",
        "Background checks of 200 engineers will be repeated, the county council said in a statement.",
        "The dead had no warning.",
    ],
)
def test_running_text_stays_text(line: str) -> None:
    assert role_of(line) == "body"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Photo: A lorry hangs from the bridge. The driver and a child escaped.", "caption"),
        ("This file photo shows the bridge at Harrow as it was in 2019.", "caption"),
        ("Photo: A. Renn/Nordwire", "credit"),
        ("(Reporting by Ada Renn; Editing by the Harrow bureau)", "credit"),
        ("(With inputs from agencies.)", "credit"),
        ("By Ada Renn and Jon Ell in Harrow", "credit"),
        ("Correction: An earlier version of this report said ten people had died.", "correction"),
        ("This article has been corrected: nine people died, not ten.", "correction"),
        ("• nine people killed", "list"),
        ("1. Nine people were killed", "list"),
        ("10 March 2026 | 09:05 (updated 18:10)", "dateline"),
        ("3 hours ago", "dateline"),
    ],
)
def test_other_roles(line: str, role: str) -> None:
    assert role_of(line) == role


def test_a_caption_and_its_credit_are_two_blocks() -> None:
    line = "Caption: Soldiers on the bridge. Photo: H. Post"
    found = [
        pair
        for pair in roles_of(f"Bridge falls in Harrow\n\n{REPORT}\n{line}\n")
        if pair[1] in line
    ]
    assert found == [("caption", "Caption: Soldiers on the bridge."), ("credit", "Photo: H. Post")]


def test_a_call_to_click_is_cut_from_a_caption() -> None:
    found = roles_of(
        f"Bridge falls in Harrow\n\n{REPORT}\nMap: The valley. Click to enlarge (2 MB)\n"
    )
    assert ("caption", "Map: The valley.") in found
    assert ("furniture", "Click to enlarge (2 MB)") in found


def test_a_dateline_is_a_block_of_its_own() -> None:
    found = roles_of("Bridge falls\n\nHARROW, Corvan, March 9, 2026 (Nordwire) -- " + REPORT)
    assert found[1] == ("dateline", "HARROW, Corvan, March 9, 2026 (Nordwire) --")
    assert found[2][0] == "body"
    assert found[2][1].startswith("Nine people were killed")


def test_a_closing_credit_is_cut_from_the_last_paragraph() -> None:
    found = roles_of("Bridge falls\n\n" + REPORT.rstrip() + " (Yonhap)")
    assert found[-1] == ("credit", "(Yonhap)")
    assert found[-2][1].endswith("the county council.")


def test_an_expansion_in_brackets_is_no_credit() -> None:
    text = f"{REPORT}\nThe figures were given by North Korea's agency (KCNA).\n"
    assert all(role != "credit" for role, _ in roles_of(text))


def test_a_headline_printed_again_is_kept_once() -> None:
    headline = "Bridge collapse kills nine in Harrow"
    found = roles_of(f"{headline}\n\n{headline}\n\n{REPORT}")
    assert [role for role, words in found if words == headline] == ["headline", "furniture"]


def test_a_headline_with_the_path_to_it_and_with_the_sites_name() -> None:
    headline = "Bridge collapse kills nine in Harrow"
    text = f"{headline} - Harrow Post\nNews / Valley / {headline}\n{headline}\n\n{REPORT}"
    article = from_text(text)
    assert article.title == headline
    assert words_of(article, "headline") == [headline]
    assert article.publisher == "Harrow Post"


def test_masthead_tagline_and_menu_stand_before_the_headline() -> None:
    text = (
        "HARROW HERALD\nthe paper of the valley since 1911\nNews | Harbour | Opinion | Small ads (31)\n\n"
        f"What we know about the fall of the bridge\nSaturday 18 October 2025, 8.10 am\n\n{REPORT}"
    )
    article = from_text(text)
    assert article.title == "What we know about the fall of the bridge"
    assert article.publisher == "Harrow Herald"
    assert article.published == "2025-10-18T08:10"


def test_a_summary_stands_between_headline_and_byline() -> None:
    summary = (
        "A bridge fell into the river on Monday. The council had been warned about it for years."
    )
    article = from_text(f"Bridge collapse kills nine\n\n{summary}\n\nBy Ada Renn\n\n{REPORT}")
    assert article.title == "Bridge collapse kills nine"
    assert article.summary == summary
    assert article.authors == ("Ada Renn",)
    assert words_of(article, "summary") == [summary]


def test_titles_under_a_heading_are_links_until_the_text_goes_on() -> None:
    text = (
        f"Bridge collapse kills nine\n\n{REPORT}\nMost popular\n1. Bridge: what we know\n"
        "2. Fuel tax: 5 things to watch\n\nThe army has lifted 48 people from roofs, a spokesman said.\n"
    )
    article = from_text(text)
    assert len(words_of(article, "related")) == 3
    assert words_of(article, "body")[-1].startswith("The army has lifted 48 people")


def test_an_adverts_copy_goes_with_it() -> None:
    text = (
        f"Bridge collapse kills nine\n\n{REPORT}\nADVERTISEMENT\nBoots from 89 corons. Free fitting.\n\n"
        "About 300 people have gathered at the river, the mayor said.\n"
    )
    article = from_text(text)
    assert words_of(article, "furniture") == [
        "ADVERTISEMENT",
        "Boots from 89 corons. Free fitting.",
    ]


def test_readers_comments_are_not_the_article() -> None:
    text = (
        f"Bridge collapse kills nine\n\n{REPORT}\n{REPORT}\nTop comments\nJon\n2 hours ago\n"
        "When will they learn? At least 500 people have died on our roads in the last year alone.\n"
        "Reply 4\n"
    )
    assert all("500 people" not in words for words in words_of(from_text(text), "body"))


def test_the_entries_of_a_live_blog() -> None:
    text = (
        "Live: Bridge collapse in Harrow\nLast updated: 14:32 GMT, 11 Mar 2026\n\n14:32\nToll rises to nine\n"
        "The council says that nine people are now known to have died in the river.\n\n13:58\n"
        "A field hospital with 80 beds has opened in the stadium, the army says.\n\n"
        "13:20 GMT The first of three planes with divers has landed, the airport says.\n"
    )
    article = from_text(text)
    entries = words_of(article, "entry")
    assert entries[0] == "Toll rises to nine"
    assert len(entries) == 4
    assert article.updated == "2026-03-11T14:32+00:00"


@pytest.mark.parametrize("bar", ["|", "\t", "   "])
def test_a_table_is_one_block(bar: str) -> None:
    rows = [["Town", "Killed", "Injured"], ["Harrow", "9", "12"], ["Ellen", "2", "0"]]
    table = "\n".join(bar.join(row) for row in rows)
    article = from_text(f"Bridge collapse kills nine\n\n{REPORT}\n{table}\n\n{REPORT}")
    assert words_of(article, "table") == [table]


def test_a_page_without_blank_lines() -> None:
    text = (
        "Menu\nWorld News\nBridge collapse kills nine in Harrow\nBy Reuters\nFebruary 1, 2026 6:10 PM EST\n"
        "HARROW, Feb 1 (Reuters) - Nine people were killed when a bridge fell on Sunday, police said.\n"
        "The army denied that a lorry of its own had been on it.\n"
        "Reporting by Ada Renn in Harrow; Editing by Jon Ell\nRead Next\nOil up 2% on fears of war\n"
    )
    article = from_text(text)
    assert article.title == "Bridge collapse kills nine in Harrow"
    assert article.agency == "Reuters"
    assert article.published == "2026-02-01T18:10-05:00"
    assert len(words_of(article, "body")) == 2
    assert words_of(article, "related") == ["Read Next", "Oil up 2% on fears of war"]


def test_teletype_is_wrapped_and_indented() -> None:
    text = (
        "   BC-Harrow-Bridge,4th Ld\n   Bridge collapse kills nine in Harrow\n   Eds: ADDS quotes.\n"
        "   HARROW, Corvan (NW) _ Nine people were killed when a bridge fell\n"
        "into the river at Harrow on Sunday, the coast guard said. Divers\n"
        "were searching for 17 others.\n"
        "   The bridge was built in 1931, said Capt. Rolf Anders, who leads\n"
        "the search. He said that it went down in less than ten minutes.\n   (END)\n"
    )
    article = from_text(text)
    assert article.title == "Bridge collapse kills nine in Harrow"
    assert [words[:4] for words in words_of(article, "body")] == ["Nine", "The "]
    assert words_of(article, "dateline") == ["HARROW, Corvan (NW) _"]


def test_newswire_without_furniture_is_headline_and_body() -> None:
    article = from_text("Bridge collapse kills nine in Harrow\n\n" + REPORT)
    assert {block.role for block in article.blocks} == {"headline", "body"}


def test_one_paragraph_is_body() -> None:
    assert roles_of("Nine people were killed in Harrow province")[0][0] == "body"


def test_all_of_a_text_can_be_taken_as_the_articles_own() -> None:
    text = f"Bridge falls\n\n{REPORT}\nRelated: 14 dead in mine\n\nTags: 3 bridges"
    article = from_text(text, whole=True)
    assert words_of(article, "furniture", "related") == []


def test_lines_under_a_colon_are_the_list_that_it_announces() -> None:
    items = [
        "45 soldiers killed near the bridge on Monday",
        "6 soldiers captured",
        "12 drones shot down",
    ]
    text = (
        f"Menu\nBridge collapse kills nine\n\n{REPORT}\nThe ministry reported these losses on Tuesday:\n"
        + "\n".join(items)
        + f"\n\n{REPORT}\nTags: Harrow\n"
    )
    assert words_of(from_text(text), "list") == items
