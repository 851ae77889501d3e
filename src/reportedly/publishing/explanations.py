"""Explanations as plain text: one claim a block, one field a line, and what the constructions are."""

import json
from collections.abc import Iterator, Sequence

from reportedly.publishing.showing import UNSHOWABLE
from reportedly.records import ExplainedField, Explanation, Reading
from reportedly.vocabulary import load

LONGEST = 60
"""Characters of the words of a field that are shown; a quotation can be a page long."""

LISTED = "list, "
_SINGULAR = {
    "claims": "claim",
    "figures": "figure",
    "attributions": "attribution",
    "times": "time expression",
}


def text(reading: Reading, identity: str, layers: Sequence[str] = ("claims",)) -> str:
    """The explanations of a reading, as a person reads them; an empty line closes them.

    Args:
        reading: what was read, with explanations.
        identity: what the document is called.
        layers: the layers that were to be explained.
    """
    if not reading.explanations:
        return f"{_shown(identity)}: no {' and no '.join(layers)}"
    blocks = [_block(reading, one) for one in reading.explanations]
    legend = "\n".join(_legend(reading))
    return "\n\n".join([_shown(identity), *blocks, legend]) + "\n"


def _block(reading: Reading, explanation: Explanation) -> str:
    words = _one_line(explanation.span.of(reading.article.text))
    what = _SINGULAR[explanation.layer]
    where = f"characters {explanation.start} to {explanation.end}"
    sentence = _one_line(explanation.sentence.of(reading.article.text), None)
    width = max(len(one.field) for one in explanation.fields)
    lines = [f'{what} "{words}", {where}', f"  {sentence}"]
    lines += [f"  {one.field:<{width}}  {_line(one)}" for one in explanation.fields]
    return "\n".join(lines)


def _line(one: ExplainedField) -> str:
    """`killed, from "died": subject (kinds.toml, killed.undergone: "die")`."""
    words = f', from "{_one_line(one.words)}"' if one.words is not None else ""
    entry = ""
    if one.entry is not None:
        entry = f' ({one.entry.file}, {one.entry.key}: "{_shown(one.entry.entry)}")'
    return f"{_value(one)}{words}: {one.construction}{entry}"


def _value(one: ExplainedField) -> str:
    value = one.value
    if isinstance(value, dict):
        given = [item for item in (value.get("start"), value.get("end")) if item]
        if one.field == "relation":
            return _one_line(str(value["type"]))
        return " to ".join(dict.fromkeys(str(item) for item in given))
    if value is None:
        return "none"
    if isinstance(value, list) and len(value) == 2:
        low, high = value
        return f"{low} or more" if high is None else f"{low} to {high}"
    return _one_line(value) if isinstance(value, str) else json.dumps(value)


def _legend(reading: Reading) -> Iterator[str]:
    """What each construction that was named is, by field, in the order of their first use."""
    yield "constructions"
    used: dict[str, dict[str, None]] = {}
    for explanation in reading.explanations:
        for one in explanation.fields:
            used.setdefault(_table(explanation, one), {})[one.construction] = None
    width = max(len(f"{field}, {name}") for field, names in used.items() for name in names)
    for field, names in used.items():
        for name in names:
            yield f"  {f'{field}, {name}':<{width}}  {meaning(field, name)}"


def _table(explanation: Explanation, one: ExplainedField) -> str:
    return "time" if explanation.layer == "times" else one.field


def meaning(field: str, construction: str) -> str:
    """What a construction is, in a plain sentence; of a list's member, what its first member's is.

    Args:
        field: the field that it gives, `time` for those of time expressions.
        construction: its name.
    """
    table = load("constructions").get(field, {})
    plain = construction.removeprefix(LISTED)
    said = str(table[plain]["is"]) if plain in table else plain
    if plain == construction:
        return said
    return f"{table['list']['is']}: {said}"


def _one_line(words: str, longest: int | None = LONGEST) -> str:
    line = _shown(" ".join(words.split()))
    if longest is None or len(line) <= longest:
        return line
    return f"{line[: longest - 4].rstrip()} ..."


def _shown(words: str) -> str:
    """Words of a page made fit for a terminal."""
    return UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", words)
