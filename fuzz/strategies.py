"""Inputs drawn by hypothesis: news put together wrongly, markup as nobody should write it."""

import json
from copy import deepcopy

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from fuzz import words

_SEPARATORS = st.sampled_from(["", " ", " ", " ", " ", "\n", "\n\n", ", ", "; ", " | ", "\t"])


def texts(pieces: int = 25) -> SearchStrategy[str]:
    """Texts of sentences, words, numbers and odd characters in any order, also many times over."""
    lines = st.sampled_from(words.lines())
    piece = st.one_of(
        lines,
        lines.flatmap(_cut),
        st.sampled_from(words.vocabulary()),
        st.sampled_from(words.vocabulary()).map(str.capitalize),
        st.sampled_from(words.NUMBERS),
        st.sampled_from(words.ODD),
        st.integers(-10, 10**7).map(str),
        st.dates().map(str),
        st.text(max_size=6),
    )
    repeated = st.tuples(piece, st.integers(2, 12)).map(lambda drawn: drawn[0] * drawn[1])
    joined = st.tuples(st.one_of(piece, piece, piece, repeated), _SEPARATORS).map("".join)
    return st.lists(joined, max_size=pieces).map("".join)


def _cut(line: str) -> SearchStrategy[str]:
    places = st.integers(0, len(line))
    return st.tuples(places, places).map(lambda ends: line[min(ends) : max(ends)])


def encoded_texts(pieces: int = 25) -> SearchStrategy[bytes]:
    """`texts` as UTF-8."""
    return texts(pieces).map(_encoded)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def pages() -> SearchStrategy[bytes]:
    """Markup."""
    tag = st.sampled_from(words.TAGS)
    opening = st.tuples(tag, st.sampled_from(words.ATTRIBUTES)).map(lambda t: f"<{t[0]}{t[1]}>")
    markup = st.one_of(
        opening,
        opening,
        tag.map(lambda name: f"</{name}>"),
        tag.map(lambda name: f"<{name}"),
        st.sampled_from(["<!--", "-->", "]]>", "<![CDATA[", "&#x0;", "&#xd800;", "&nbsp;", "<?"]),
        st.sampled_from(words.LINKED_DATA).map(
            lambda data: f'<script type="application/ld+json">{data}</script>'
        ),
    )
    soup = st.lists(st.one_of(markup, markup, texts(3)), max_size=30).map("".join)
    page = st.sampled_from(words.pages())
    broken = st.tuples(page, st.integers(0, 10**6), soup).map(_inserted)
    return st.one_of(soup.map(_encoded), broken)


def _inserted(drawn: tuple[bytes, int, str]) -> bytes:
    page, at, soup = drawn
    at %= len(page)
    return page[:at] + _encoded(soup) + page[at:]


def any_bytes() -> SearchStrategy[bytes]:
    """Pages in the encodings of the world, rightly and wrongly declared, and noise."""
    encoding = st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis"]
    )
    written = st.tuples(texts(6), encoding).map(lambda t: t[0].encode(t[1], "replace"))
    declared = st.tuples(encoding, written).map(
        lambda t: b'<meta charset="%s"><p>' % t[0].encode() + t[1]
    )
    noise = st.binary(max_size=300)
    return st.one_of(
        written, declared, noise, st.tuples(written, noise, written).map(b"".join), pages()
    )


def documents() -> SearchStrategy[bytes]:
    """Lines of JSON, most of them documents."""
    scalar = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), texts(3)
    )
    day = st.sampled_from(["2024-02-29", "2024-02-30", "2024-01-01T10:00Z", "20240101", "now", ""])
    key = st.sampled_from(["id", "text", "html", "published", "url", "text ", "Text"])
    value = st.recursive(
        st.one_of(scalar, day), lambda v: st.lists(v, max_size=3) | st.dictionaries(key, v)
    )
    document = st.fixed_dictionaries({"text": texts(4)}, optional={"id": scalar, "published": day})
    anything = st.dictionaries(key, value, max_size=6)
    line = st.one_of(document, anything).flatmap(
        lambda fields: st.booleans().map(lambda plain: json.dumps(fields, ensure_ascii=plain))
    )
    lines = st.lists(st.one_of(line, line, line, st.text(max_size=9)), max_size=6).map("\n".join)
    return lines.map(lambda text: text.encode("utf-8", "surrogatepass"))


def records() -> SearchStrategy[bytes]:
    """Readings as JSON with one value or another changed."""
    values: SearchStrategy[object] = st.sampled_from(
        [
            None,
            -1,
            0,
            10**20,
            1e308,
            "",
            "at_least",
            "killed",
            [],
            [0],
            [3, 2],
            {},
            True,
            "2024-02-30",
        ]
    )
    change = st.tuples(st.lists(st.integers(0, 30), min_size=1, max_size=6), values)
    seeds = st.sampled_from(readings())
    return st.tuples(seeds, st.lists(change, max_size=3)).map(_changed)


def readings() -> tuple[bytes, ...]:
    """Some readings as JSON."""
    from reportedly import pages, reading

    made = (reading.read(pages.from_text(line, published="2024-05-17")) for line in words.LINES)
    return tuple(read.model_dump_json().encode() for read in made)


def _changed(drawn: tuple[bytes, list[tuple[list[int], object]]]) -> bytes:
    tree = json.loads(drawn[0])
    for path, value in drawn[1]:
        _change(tree, path, deepcopy(value))
    return json.dumps(tree).encode()


def _change(node: object, path: list[int], value: object) -> None:
    keys: list[object] = []
    if isinstance(node, dict):
        keys = list(node)
    elif isinstance(node, list):
        keys = list(range(len(node)))
    if not keys or not path:
        return
    key = keys[path[0] % len(keys)]
    below = node[key]  # type: ignore[index]
    if len(path) > 1 and isinstance(below, dict | list) and below:
        _change(below, path[1:], value)
    else:
        node[key] = value  # type: ignore[index]
