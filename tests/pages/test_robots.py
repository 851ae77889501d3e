"""robots.txt: what is read out of it."""

import pytest

from reportedly.pages.robots import Everything, Nothing, WrittenRules, ours_only

SITE = "https://ordal.example"


def allowed(text: str, path: str = "/fire/1") -> bool:
    return WrittenRules(text).refusal(SITE + path) is None


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", True),
        ("<html><body>not found</body></html>", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /sport", True),
        ("User-agent: *\nDisallow: /fire\nAllow: /fire/1", True),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("user-agent:*\r\ndisallow:/fire\r\n", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: reportedly\nDisallow: /", False),
        ("User-agent: Reportedly/1.0\nDisallow: /", False),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: reportedly\nAllow: /", True),
        ("User-agent: * # all\nDisallow: /", False),
    ],
)
def test_the_group_for_us_decides_else_the_group_for_all(text: str, may: bool) -> None:
    assert allowed(text.removeprefix("\ufeff")) is may


def test_other_programs_are_one_group() -> None:
    text = "User-agent: a\nDisallow: /a\nUser-agent: reportedly\nUSER-AGENT: b # c\nDisallow: /b"
    assert ours_only(text).splitlines() == [
        "user-agent: another",
        "Disallow: /a",
        "user-agent: reportedly",
        "user-agent: another",
        "Disallow: /b",
    ]


def test_ten_thousand_programs_and_rules_are_read_at_once() -> None:
    agents = "\n".join(f"User-agent: reportedly{number}" for number in range(15_000))
    rules = "\n".join(f"Disallow: /{number}" for number in range(15_000))
    assert allowed(f"{agents}\n{rules}")
    assert not allowed(f"{agents}\nUser-agent: *\n{rules}", "/14999")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert allowed("User-agent: *\nDisallow: /" + "*a" * 200 + "*b", "/" + "a" * 5000)


def test_a_site_without_rules_and_a_site_that_does_not_answer() -> None:
    assert Everything().refusal(SITE) is None
    assert "503" in (Nothing("the server answers 503").refusal(SITE) or "")
