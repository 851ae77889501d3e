"""From bytes to text: what the bytes themselves show counts for more than what is said about them.

The order of evidence: a byte order mark; the pattern of NULs that UTF-16 leaves; valid UTF-8, which
other encodings hardly ever form by chance; the encoding declared by the server or in the page,
where the text that it gives looks like writing; Windows-1252, which most old Western pages are in;
a guess from the statistics of the bytes. Line ends and everything else stay as they are.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.errors import InputError

LOOKED_AT = 65_536
"""How many bytes the tests for binary data and UTF-16 look at: enough, and bounded."""

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old office document",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"RIFF": "an image, sound or film",
    b"OggS": "sound or film",
    b"ID3": "an MP3 sound",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"PAR1": "a Parquet file",
    b"bplist00": "a property list or web archive",
}
_TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,512}?(?:charset|encoding)"""
    rb"""\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SCRIPTS = "\u0370-\u06ff\u0900-\u1fff\u2190-\uffef"  # other alphabets, signs, box drawing
_MIXED = re.compile(f"[A-Za-z][{_SCRIPTS}]|[{_SCRIPTS}][A-Za-z]")
_ODD = re.compile(r"[\x80-\x9f\ufffd]|[a-z][À-ÖØ-Þ](?=[a-z])|[A-Za-z][¡-©«-´¶-¹»-¿×÷](?=[A-Za-z])")
_HIGH = re.compile(r"[^\x00-\x7f]")
_ESCAPED = re.compile(r"[\udc80-\udcff]+")
_LEGACY = re.compile(
    r"cp125\d|cp8\d\d|cp932|cp949|iso8859-\d+|iso2022_\w+|koi8-[rut]|mac-\w+"
    r"|gb18030|hz|big5hkscs|euc_\w+"
)
# What browsers read under these names (WHATWG Encoding, 4.2): pages that say Latin-1 or ASCII are
# in Windows-1252 as soon as they have a curly quotation mark.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding that it was read in, and what had to be assumed or repaired."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None, location: str = "the page") -> str:
    """Decode the bytes of a page; see `decode_fully`, which also says how they were read."""
    return decode_fully(data, declared=declared, location=location).text


def decode_fully(
    data: bytes, *, declared: str | None = None, location: str = "the page"
) -> Decoded:
    """Decode the bytes of a page.

    A byte order mark is left out of the text and each NUL becomes U+FFFD, as in browsers; nothing
    else is changed where the bytes are valid. Bytes that are not become U+FFFD, or in a page
    otherwise of UTF-8 the characters of Windows-1252, with a warning.

    Args:
        data: the page as it came, decompressed.
        declared: the encoding that the server named, if it named one.
        location: path or URL for messages.

    Raises:
        InputError: `empty` without a character to read, `binary` where it is not text at all.
    """
    if not data.strip():
        raise InputError(f"{location} is empty: there is nothing to read", "empty")
    decoded = _by_mark(data) or _by_nulls(data)
    if decoded is None:
        _refuse_binary(data, location)
        decoded = _by_utf8(data, declared) or _by_name(data, declared) or _by_guess(data)
    text, warnings = decoded.text, decoded.warnings
    if "\0" in text:
        warnings = (*warnings, f"{text.count(chr(0))} NUL characters were replaced by U+FFFD")
        text = text.replace("\0", "\ufffd")
    if not text.strip("\ufeff\ufffd \t\r\n\f\v"):
        raise InputError(f"{location} is empty: there is nothing to read", "empty")
    return Decoded(text, decoded.encoding, warnings)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _utf8_repaired(data[len(mark) :])
            return _replacing(data[len(mark) :], encoding)
    return None


def _by_nulls(data: bytes) -> Decoded | None:
    """Read as UTF-16 what has NULs in every other place only, as Latin letters have in UTF-16."""
    sample = data[:LOOKED_AT]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.4 * half or min(even, odd) > 0.02 * half or half < 2:
        return None
    decoded = _replacing(data, "utf-16-le" if odd > even else "utf-16-be")
    return decoded if _control_share(decoded.text[:LOOKED_AT].encode("utf-8")) < 0.01 else None


def _refuse_binary(data: bytes, location: str) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{location} is {name}, not a page of text or HTML", "binary")
    sample = data[:LOOKED_AT]
    if sample.count(0) > max(8, 0.01 * len(sample)) or _control_share(sample) > 0.05:
        message = f"{location} is binary data, not text or HTML: save the page as text or HTML"
        raise InputError(message, "binary")


def _control_share(sample: bytes) -> float:
    controls = sum(sample.count(code) for code in range(32) if code not in _TEXT_CONTROLS)
    return controls / max(len(sample), 1)


def _by_utf8(data: bytes, declared: str | None) -> Decoded | None:
    if b"\x1b" in data and any(name.startswith("iso2022") for name in _names(data, declared)):
        return None  # these encodings hide everything behind escapes in plain ASCII
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        escaped = data.decode("utf-8", "surrogateescape")
    broken = sum(map(len, _ESCAPED.findall(escaped)))
    whole = len(_HIGH.findall(escaped)) - broken
    # In Western text a valid sequence of several bytes is hardly ever chance, so even with some
    # broken ones beside it a page is of UTF-8. In the double-byte encodings one in ten is.
    return _utf8_repaired(data) if 3 * whole >= broken else None


def _utf8_repaired(data: bytes) -> Decoded:
    escaped = data.decode("utf-8", "surrogateescape")
    text, repaired = _ESCAPED.subn(_stray, escaped)
    warnings = (f"{repaired} places are not valid UTF-8 and were repaired",) if repaired else ()
    return Decoded(text, "utf-8", warnings)


def _stray(match: re.Match[str]) -> str:
    """Read bytes that are not UTF-8: strays of Windows-1252, unless a sequence was cut short."""
    found = match[0].encode("ascii", "surrogateescape")
    if len(found) > 1 and found[0] >= 0xC2:
        return "\ufffd"
    return found.decode("cp1252", "replace")


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    warnings = (f"{broken} characters are not valid {encoding} (U+FFFD)",) if broken else ()
    return Decoded(text, encoding, warnings)


def _names(data: bytes, declared: str | None) -> list[str]:
    """The encodings that the server and then the page name, as Python names them."""
    found = _DECLARED.search(data[:4096])
    given = [declared or "", found[1].decode("ascii") if found else ""]
    return list(dict.fromkeys(name for item in given for name in _codec(item)))


def _codec(name: str) -> Iterator[str]:
    name = name.strip().strip("\"'").lower().removeprefix("x-")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.:-]{1,39}", name):
        return
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return
    known = _READ_AS.get(known, known)
    if _LEGACY.fullmatch(known):
        yield known


def _by_name(data: bytes, declared: str | None) -> Decoded | None:
    names = _names(data, declared)
    for name in names:
        decoded = _replacing(data, name)
        if _plausible(decoded.text):
            return decoded
    for name in ("cp1252", "mac-roman"):
        decoded = _replacing(data, name)
        if _plausible(decoded.text, western=True):
            said = f", not in {names[0]} as it says" if names else " for want of a better sign"
            warning = f"the page was read in {name}{said}"
            return Decoded(decoded.text, name, (*decoded.warnings, warning))
    return None


def _plausible(text: str, *, western: bool = False) -> bool:
    """Whether decoded text looks written: few words that mix scripts or hold signs and controls."""
    high = len(_HIGH.findall(text))
    odd = len(_ODD.findall(text)) + len(_MIXED.findall(text))
    if western and high > 0.3 * len(text) + 8:
        return False  # no language in this alphabet has so many accented letters
    return odd <= 0.1 * high


def _by_guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, seldom needed)

    best = from_bytes(data[:LOOKED_AT]).best()
    guess = _READ_AS.get(best.encoding, best.encoding) if best else "cp1252"
    if not _LEGACY.fullmatch(guess):
        guess = "cp1252"
    decoded = _replacing(data, guess)
    note = f"the encoding is not known; the page was read as {guess}, by a guess from its bytes"
    return Decoded(decoded.text, guess, (*decoded.warnings, note))
