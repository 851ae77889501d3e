"""The city of a wire dateline."""

import re

from reportedly.reading.places.place import Place
from reportedly.reading.tokens import Tokens
from reportedly.records import Span

_DATELINE = re.compile(
    r"([A-Z][A-Za-z.'’ -]{2,40}?)(?:, [A-Z][A-Za-z. ]{2,30})?(?:, (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?: ?, ?\d{4})*)?"
    r" ?(?:\([A-Z][\w /-]{1,25}\) ?)(?:--|—|–|-) ?"
)
_DATELINE_PLAIN = re.compile(
    r"([A-Z]{3,}[A-Z.'’ -]{0,30})(?:, [A-Z][A-Za-z. ]{2,30})?,? (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?: ?, ?\d{4})* ?(?:--|—|–|-) ?"
)
DATELINE_REACH = 1_500


def dateline_of(tokens: Tokens) -> Place | None:
    """The city of a wire dateline: "TORVA, Keldia, April 3 (AFP) --"."""
    text = tokens.text[:DATELINE_REACH]
    for line in re.finditer(r"[^\n]+", text):
        match = _DATELINE.match(line.group().lstrip()) or _DATELINE_PLAIN.match(
            line.group().lstrip()
        )
        if match is None:
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip()) + match.start(1)
        end = start + len(match.group(1).rstrip(" ,"))
        first, last = tokens.at(start), tokens.at(end - 1) + 1
        city = text[start:end]
        name = city.title() if city.isupper() else city
        return Place(
            Span(start, end),
            name,
            "dateline",
            True,
            first,
            max(last, tokens.at(line.start() + match.end() - 1)),
        )
    return None
