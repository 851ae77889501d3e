"""Bytes become text by what they show, whatever is said about them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.pages.decoding import decode, decode_fully

SENTENCE = "The mayor of Órdal said: “At least 40 – no, 41 – are missing; it’s a café’s cellar.”"
RUSSIAN = "В четверг вечером в порту загорелся склад, погибли трое рабочих, ранены семеро. " * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_sentence_is_read_in_its_encoding_without_any_declaration(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "iso-8859-1"),
        ("utf-8", "windows-1251"),
        ("utf-16-le", "utf-8"),
        ("utf-16", "us-ascii"),
        ("cp1252", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "shift_jis"),
        ("cp1252", "gb2312"),
        ("cp1252", "koi8-r"),
        ("cp1252", "unicode_escape"),
        ("cp1252", "no-such-encoding"),
        ("cp1252", "base64"),
        ("cp1252", "utf-7"),
        ("cp1252", "\0\udc80"),
    ],
)
def test_a_wrong_declaration_does_not_win_over_the_bytes(encoding: str, declared: str) -> None:
    assert decode(SENTENCE.encode(encoding), declared=declared) == SENTENCE


def test_a_wrong_meta_element_does_not_win_either() -> None:
    page = f'<html><head><meta charset="utf-8"><title>{SENTENCE}</title>'
    assert decode(page.encode("cp1252")) == page
    page = f'<html><head><meta charset="iso-8859-1"><title>{SENTENCE}</title>'
    assert decode(page.encode("utf-8")) == page


@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251", "iso-8859-5"])
def test_a_right_declaration_is_followed(encoding: str) -> None:
    page = f"<meta http-equiv=Content-Type content='text/html; charset={encoding}'>{RUSSIAN}"
    assert decode(page.encode(encoding)) == page
    assert decode(RUSSIAN.encode(encoding), declared=encoding) == RUSSIAN


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "gb2312", "iso2022_jp", "big5"])
def test_double_byte_encodings_are_read_where_they_are_declared(encoding: str) -> None:
    text = "<p>山上大火 NATO 三人死亡 2025</p>" * 3
    assert decode(text.encode(encoding), declared=encoding) == text


def test_the_server_is_believed_before_the_page() -> None:
    page = f"<meta charset=koi8-r>{RUSSIAN}"
    assert decode(page.encode("windows-1251"), declared="windows-1251") == page


def test_without_any_declaration_the_statistics_of_the_bytes_decide_and_a_warning_says_so() -> None:
    decoded = decode_fully(RUSSIAN.encode("windows-1251"))
    assert decoded.text == RUSSIAN
    assert any("guess" in warning for warning in decoded.warnings)


def test_a_page_of_an_old_macintosh() -> None:
    text = "It’s the port’s third fire, the town’s mayor said."
    assert decode(text.encode("mac_roman")) == text


def test_strays_of_windows_1252_in_a_page_of_utf_8_are_read() -> None:
    data = "“Forty,” the café’s owner said. ".encode() + b"\x93It\x92s over.\x94"
    decoded = decode_fully(data)
    assert decoded.text == "“Forty,” the café’s owner said. “It’s over.”"
    assert decoded.warnings == ("3 places are not valid UTF-8 and were repaired",)


def test_a_sequence_cut_in_two_costs_one_character() -> None:
    data = "“Forty,” the café’s owner said.”".encode()[:-1]
    assert decode(data) == "“Forty,” the café’s owner said.\ufffd"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_line_ends_stay_as_they_are(ends: str) -> None:
    text = ends.join(["one", "two", "", "three", ""])
    assert decode(text.encode("utf-8")) == text


def test_nuls_in_a_text_become_replacement_characters_one_for_one() -> None:
    decoded = decode_fully(b"At least 40\0people are missing in Ordal.\0" + b"x" * 1000)
    assert decoded.text[:19] == "At least 40\ufffdpeople "
    assert decoded.warnings == ("2 NUL characters were replaced by U+FFFD",)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe \0\n\0"]
)
def test_nothing_to_read_is_empty(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^page\.txt is empty") as caught:
        decode(data, location="page.txt")
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and more",
        b"PK\x03\x04word/document.xml",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 JFIF",
        b"\x1f\x8b\x08 compressed twice",
        b"\0" * 1000,
        bytes(range(256)) * 10,
        b"\x7fELF" + b"\x01\x02\x03\x00" * 50,
    ],
)
def test_what_is_not_text_is_refused_as_binary(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


def read_or_refused(data: bytes, declared: str | None = None) -> str | None:
    """The text, or None where the bytes were refused for one of the two reasons that there are."""
    try:
        return decode(data, declared=declared)
    except InputError as error:
        if error.reason not in ("empty", "binary"):
            raise
        return None


@given(st.text(min_size=1))
@example("\x00")
@example("a\ufeffb")
@example("\ufeff\ufeffa")
def test_utf_8_is_read_back_exactly_but_for_its_mark_and_nuls(text: str) -> None:
    decoded = read_or_refused(text.encode("utf-8"))
    if decoded is not None and "\0" not in text:
        assert decoded == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_either_read_or_refused_with_a_reason(data: bytes) -> None:
    text = read_or_refused(data, declared="shift_jis")
    if text is not None:
        text.encode("utf-8")
        assert "\0" not in text
