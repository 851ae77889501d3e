"""Names and what explains them: "Lena Oro, the mayor of Torva, said", "the mayor of Torva, Lena Oro, said".

Commas cut a sentence into parts. Going back from a verb that follows a comma, parts that explain are
passed over until the phrase is reached that they explain.
"""

from __future__ import annotations

from reportedly.reading import gazetteer
from reportedly.reading.tokens import DASHES, QUOTES, STOPS, Tokens, any_word, word_set

TokenRange = tuple[int, int]

# So many parts are looked back on, of so many tokens together.
MOST_PARTS = 7
LONGEST = 60

_RELATIVE = frozenset({"who", "whose", "whom", "which", "where"})
_HARD = frozenset({";", ":", "(", "[", "/"}) | STOPS | (DASHES - {"-", "_"})


def subject_at_comma(tokens: Tokens, comma: int, first: int) -> TokenRange | None:
    """The subject of a verb that follows a comma: a phrase with what explains it.

    Args:
        tokens: the document.
        comma: index of the comma before the verb.
        first: the sentence's first token.

    Returns:
        The tokens from the subject's first word to the comma; None where no part explains another.
    """
    parts = parts_before(tokens, comma, first)
    explained = False
    for number, part in enumerate(parts):
        earlier = parts[number + 1] if number + 1 < len(parts) else None
        if is_proper(tokens, part):
            if earlier and is_role(tokens, earlier):
                return without_opener(tokens, earlier[0], comma), comma
            if explained and not (earlier and _is_origin(tokens, earlier)):
                return without_opener(tokens, part[0], comma), comma
            continue  # "who lives in Torva, Keld, said": a place in what explains
        if is_aside(tokens, part):
            explained = True
            continue
        if not is_phrase(tokens, part):
            tail = _tail(tokens, part) if explained else None
            if tail is not None or number == 0:
                return (tail, comma) if tail is not None else None
            continue
        if explained and not (earlier and is_proper(tokens, earlier)):
            return without_opener(tokens, part[0], comma), comma
        explained = True
        bare = earlier is not None and is_proper(tokens, earlier) and not tokens.capital(part[0])
        if not describes(tokens, part) and not bare:
            return None
    return None


def _tail(tokens: Tokens, part: TokenRange) -> int | None:
    """Where the phrase begins that ends a clause: "Oro" in "the Post wrote that Oro, …"; None without one."""
    first, last = part
    clause = any_word("clauses.subordinators", "clauses.conjunctions") - {"as", "than"}
    for start in range(last - 1, first, -1):
        lower = tokens.lowers[start - 1]
        if lower in clause or (tokens.finite(start - 1) and lower not in {"'s", "’s"}):
            named = is_proper(tokens, (start, last)) or is_role(tokens, (start, last))
            return start if named and lower in clause else None
        if lower in word_set("clauses", "prepositions") - {"of", "for"}:
            return None
    return None


def parts_before(tokens: Tokens, comma: int, first: int) -> list[TokenRange]:
    """What commas cut off before a comma, the nearest first, back to a mark that closes a clause."""
    parts: list[TokenRange] = []
    end = comma
    index = comma - 1
    lowest = max(first, comma - LONGEST)
    while index >= lowest and len(parts) < MOST_PARTS:
        text = tokens.texts[index]
        if text == ")":
            opening = _opening(tokens, index, lowest)
            if opening is None:
                break
            index = opening - 1
            continue
        if text in _HARD or text in QUOTES - {"'", "’"}:
            break
        if text == ",":
            if end > index + 1:
                parts.append((index + 1, end))
            end = index
        index -= 1
    if end > index + 1 and len(parts) < MOST_PARTS:
        parts.append((max(index + 1, lowest), end))
    return parts


def _opening(tokens: Tokens, closing: int, lowest: int) -> int | None:
    return next(
        (
            i
            for i in range(closing - 1, max(lowest, closing - 12) - 1, -1)
            if tokens.texts[i] == "("
        ),
        None,
    )


def without_opener(tokens: Tokens, first: int, last: int) -> int:
    """Past "and", "but", "meanwhile" at the start of a phrase."""
    while first < last - 1 and tokens.lowers[first] in word_set("clauses", "openers"):
        first += 1
    return first


def is_proper(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part is a name, with titles before it: "Lena Oro", "Colonel A. Oro", "the Keld Mission"."""
    first, last = _bare(tokens, part)
    while first < last and (
        tokens.lowers[first] == "the" or tokens.lowers[first] in word_set("titles", "titles")
    ):
        first += 1
    if first >= last or last - first > 8 or not tokens.capital(first):
        return False
    return all(_name_word(tokens, index) for index in range(first, last)) and tokens.capital(
        last - 1
    )


def _bare(tokens: Tokens, part: TokenRange) -> TokenRange:
    """A part without its opener and without what stands in brackets at its end."""
    first, last = part
    first = without_opener(tokens, first, last)
    if tokens.texts[last - 1] == ")":
        opening = _opening(tokens, last - 1, first)
        last = opening if opening is not None and opening > first else last
    return first, last


def _name_word(tokens: Tokens, index: int) -> bool:
    if tokens.capital(index):
        return not weekday(tokens.lowers[index])
    if tokens.texts[index] == "." and len(tokens.texts[index - 1]) > 1:
        return False
    small = tokens.lowers[index] in _SMALL or tokens.lowers[index] in word_set(
        "titles", "particles"
    )
    return small and index + 1 < len(tokens) and tokens.capital(index + 1)


_SMALL = frozenset({"-", ".", "’s", "'s", "of", "for", "and"})


def is_role(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part says what somebody is: "the mayor of Torva", "its director", "a nurse in Torva"."""
    first, last = _bare(tokens, part)
    if first >= last or not is_phrase(tokens, (first, last)) or is_proper(tokens, (first, last)):
        return False
    head = head_of(tokens, first, last)
    lower = tokens.lowers[head]
    if lower in word_set("titles", "titles"):
        return True
    opens = {tokens.lowers[first], tokens.lower(first - 1), *tokens.lowers[first : head + 1]}
    opens &= any_word("clauses.articles", "clauses.possessives") | {"'s", "’s"}
    return bool(opens) and not tokens.capital(head) and not lower.endswith("s")


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """The token of the noun that a phrase is about: the last before its first preposition."""
    prepositions = word_set("clauses", "prepositions")
    for index in range(first + 1, last):
        if tokens.lowers[index] in prepositions:
            return index - 1
    return last - 1


def describes(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part can explain a name before it: "the mayor of Torva", "head of the guard"."""
    lower = tokens.lowers[part[0]]
    if lower in any_word("clauses.articles", "clauses.possessives") or lower == "one":
        return True
    return is_role(tokens, part)


def is_aside(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part hangs on a phrase before it: "who was there", "45", "speaking in Torva"."""
    first, last = part
    lower = tokens.lowers[first]
    if lower in _RELATIVE or (
        lower in {"of", "from", "with", "for"} and tokens.lower(first + 1) in _RELATIVE
    ):
        return True
    if lower.isdigit() and last - first == 1:
        return len(lower) <= 3
    if lower in {"of", "from", "himself", "herself", "itself"} or lower == "aged":
        return True
    if tokens.tags[first] in {"VBG", "VBN"} or (not tokens.tags[first] and lower.endswith("ing")):
        return not tokens.capital(first)
    return lower in {"in", "on", "at", "during", "after"} and not tokens.capital(first)


def _is_origin(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part says where somebody is from, so that a name behind it is a place: "of Torva, Keld"."""
    return tokens.lowers[part[0]] in {"of", "from", "in"} and not tokens.capital(part[0])


def is_phrase(tokens: Tokens, part: TokenRange) -> bool:
    """Whether a part is a noun phrase: no clause, no adverbial."""
    first, last = _bare(tokens, part)
    if first >= last:
        return False
    lower = tokens.lowers[first]
    if lower in any_word("clauses.prepositions", "clauses.subordinators") or weekday(lower):
        return False
    return not any(
        tokens.finite(index) and tokens.lowers[index] not in {"'s", "’s"}
        for index in range(first, last)
    )


def weekday(lower: str) -> bool:
    """Whether a word in lower case names a day."""
    return lower.rstrip(".") in word_set("times", "weekdays") or lower in {"yesterday", "today"}


def name_behind_role(tokens: Tokens, first: int, comma: int, last: int) -> TokenRange | None:
    """The name in "the mayor of Torva, Lena Oro, …": the tokens of the name, up to the next mark.

    Args:
        tokens: the document.
        first: where the role begins.
        comma: the comma behind the role.
        last: the end of the sentence or of the phrase.
    """
    if tokens.lower(comma) != "," or not is_role(tokens, (first, comma)):
        return None
    start = end = comma + 1
    limit = min(last, start + 9)
    while end < limit and (
        _name_word(tokens, end) or tokens.lowers[end] in word_set("titles", "titles")
    ):
        end += 1
    if end >= limit and end < last:
        return None
    closed = end >= last or tokens.texts[end] in STOPS | QUOTES | {",", ")", ";", ":", "("} | DASHES
    if end == start or not closed or not is_proper(tokens, (start, end)):
        return None
    titled = tokens.lowers[head_of(tokens, first, comma)] in word_set("titles", "titles")
    words = tokens.text_of(start, end)
    if words.lower() in gazetteer.places() or (not titled and end - start < 2):
        return None
    return start, end
