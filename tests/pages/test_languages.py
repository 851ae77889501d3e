"""The language of an article, by its own words."""

import pytest

from reportedly.errors import SkippedInputError
from reportedly.pages import languages
from reportedly.pages.languages import detect, name_of
from reportedly.pages.parsing import from_text, parse

ENGLISH = "Nine people were killed when a bridge fell into the river at Harrow on Monday, the police said."
SPANISH = (
    "Al menos nueve personas murieron y otras cuarenta resultaron heridas el lunes cuando se derrumbó un puente "
    "en el norte del país, informaron las autoridades. La policía teme que el número de víctimas aumente, porque "
    "muchas personas siguen desaparecidas en el río."
)
RUSSIAN = "Девять человек погибли в понедельник, когда рухнул мост через реку, сообщила полиция."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (SPANISH, "es"),
        (RUSSIAN * 3, "ru"),
        ("Mogadishu Kismayo Baidoa", None),
        ("12 killed", None),
        ("", None),
        (
            "Gunmen killed twelve herders at Tabour Alli near the frontier on 6 June.",
            "en",
        ),
    ],
)
def test_detection(text: str, language: str | None) -> None:
    found = detect(text)
    assert found == language or (language == "en" and found is None)


PIDGIN_NEWS = (
    "Di police for Harrow tok say nine pipol don die afta one bridge fall inside river on Monday, and dem "
    "dey find eleven odas wey water carry go. Pipol wey see am say di driver try to stop but e no fit."
)
DUTCH = (
    "Volgens de brandweer was het dak van de hal al eerder beschadigd of verzakt. De burgemeester had met "
    "bewoners gesproken en zei dat het onderzoek van The Harrow Group nog weken of maanden kan duren."
)


@pytest.mark.parametrize("text", [ENGLISH * 3, SPANISH, RUSSIAN * 3, PIDGIN_NEWS, DUTCH, ""])
def test_only_english_is_plainly_english(text: str) -> None:
    words = languages.WORD.findall(text)
    assert languages._is_plainly_english(words) == (text == ENGLISH * 3)


def test_only_what_is_read_counts() -> None:
    page = f"Brücke stürzt ein\n\n{ENGLISH}\n\n{ENGLISH}\n\nTags: Brücken, Flüsse, Nachrichten, Unglücke"
    assert from_text(page).language == "en"


def test_other_languages_are_skipped_and_named() -> None:
    with pytest.raises(SkippedInputError, match="Spanish"):
        parse(SPANISH.encode(), location="page")


def test_text_at_hand_is_never_refused() -> None:
    assert from_text(SPANISH).language == "es"


def test_an_unnamed_language_goes_by_its_code() -> None:
    assert name_of("de") == "German"
    assert name_of("xx") == "language 'xx'"
