"""Who speaks: the noun phrase that a cue belongs to, from word order and from the parse."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.cues import Cue
from reportedly.reading.tokens import CLOSING, DASHES, OPENING, QUOTES, STOPS, Tokens, word_set

# No subject is longer; what is, is a sentence that was not understood.
LONGEST_SOURCE = 60
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A cue with its source: token ranges, ends excluded; where the source stands.

    `order` is `before` ("X said"), `after` ("said X", "according to X"), `shared` (a participle that has
    the subject of another verb: ", adding that"), `relative` ("who said"), `passive` ("was told that"),
    `quoted` ("quoted X as saying"; then `reporter` is who quotes), `toll` ("raised the toll to 40").
    """

    cue: Cue
    source: tuple[int, int] | None
    order: str
    first: int
    last: int
    sentence: tuple[int, int]
    reporter: tuple[int, int] | None = None


def unit_of(tokens: Tokens, cue: Cue, known: list[Unit], bounds: tuple[int, int]) -> Unit | None:
    """The cue with its source; None where the word turns out to be no cue.

    `bounds` are the tokens of its sentence, or of the part of it that a quotation holds; `known` are the
    units found before in the same bounds: a participle shares their source.
    """
    if cue.form == "according":
        return _according(tokens, cue, bounds)
    if cue.verb.base in {"quote", "cite"}:
        quoted = _quoted(tokens, cue, bounds)
        if quoted is not None:
            return quoted
    if cue.form == "ing" and tokens.lower(cue.first - 1) == "as":
        return None  # "quoted X as saying" was read at "quoted"
    if cue.verb.toll:
        toll = _toll(tokens, cue, bounds)
        if toll is not None or not (cue.verb.clause or cue.verb.object):
            return toll
    if tokens.lower(cue.first - 1) == "to" and cue.form == "base":
        return _infinitive(tokens, cue, bounds, known)
    auxiliaries = _auxiliaries_before(tokens, cue.first, bounds[0])
    if _is_passive(tokens, cue, auxiliaries):
        return _passive(tokens, cue, bounds, auxiliaries)
    if cue.form == "ing" and not set(auxiliaries) & _BE:
        return _participle(tokens, cue, bounds, known)
    if (
        tokens.tags[cue.first] == "VBN"
        and not set(auxiliaries) & _HAVE
        and cue.verb.base not in _PLAIN
    ):
        return None
    if cue.form == "base" and not auxiliaries and not _plural_subject(tokens, cue.first, bounds[0]):
        return None
    return _finite(tokens, cue, bounds, known)


_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})


_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'s", "’s", "'d", "’d"})
# Verbs of which a participle alone, even by a mistaken tag, is still the cue.
_PLAIN = frozenset({"say", "tell", "add", "announce"})


def _auxiliaries_before(tokens: Tokens, index: int, first: int) -> list[str]:
    """The auxiliaries and adverbs directly before a verb."""
    found: list[str] = []
    between = word_set("cues", "between", "words")
    position = index - 1
    while position >= first and len(found) < 8:
        lower = tokens.lowers[position]
        if lower not in between and not (lower.endswith("ly") and not tokens.capital(position)):
            break
        found.append(lower)
        position -= 1
    return found


def _is_passive(tokens: Tokens, cue: Cue, auxiliaries: list[str]) -> bool:
    if cue.form != "past" or not auxiliaries:
        return False
    nearest = next((word for word in auxiliaries if word in _BE | {"has", "have", "had"}), "")
    return nearest in _BE and not (nearest in {"'s", "’s"} and "been" not in auxiliaries)


def _plural_subject(tokens: Tokens, index: int, first: int) -> bool:
    """Whether "say", "report" with nothing before it can be a finite verb: after a plural subject."""
    if index <= first:
        return False
    before = tokens.lowers[index - 1]
    if before in {"i", "we", "you", "they", "who", "which", "that"} or before in CLOSING:
        return True
    if before == ",":
        return bool(tokens.tags[index] in {"VBP", "VB"}) or before in QUOTES
    tag = tokens.tags[index - 1]
    if tag:
        return tag in {"NNS", "NNPS", "NN", "NNP", "PRP", "RB", "CD", ")"}
    return before.endswith("s") or before in {"police", "people", "media", "and", ")"}


# --- the four orders ------------------------------------------------------------------------------


def _finite(tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]) -> Unit | None:
    if _inverted(tokens, cue, bounds):
        source = phrase_after(tokens, cue.last, bounds[1])
        if source:
            return Unit(cue, source, "after", cue.first, source[1], bounds)
    source = phrase_before(tokens, cue.first, bounds[0])
    if source is None:
        if tokens.lower(cue.first - 1) in {"and", "but", "then", "also"}:
            shared = known[-1].source if known else first_phrase(tokens, bounds[0], cue.first)
            if shared:
                return Unit(cue, shared, "shared", cue.first, cue.last, bounds)
        if cue.verb.weak or not cue.verb.speech:
            return None
        return Unit(cue, None, "before", cue.first, cue.last, bounds)
    order = "before"
    if source[1] - source[0] == 1 and tokens.lowers[source[0]] in {"who", "which", "that", "whose"}:
        order = "relative"
    elif tokens.lowers[source[0]] == "whose":
        order = "relative"
    return Unit(cue, source, order, source[0], cue.last, bounds)


def _quoted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    """ "The Post quoted X as saying", "X was quoted by the Post as saying"."""
    end = min(bounds[1] - 1, cue.last + 14)
    saying = next(
        (
            i
            for i in range(cue.last, end)
            if tokens.lowers[i] == "as"
            and tokens.lowers[i + 1] in {"saying", "telling", "reporting"}
        ),
        None,
    )
    if saying is None:
        return None
    whole = Cue(cue.first, saying + 2, cue.verb, cue.form)
    auxiliaries = _auxiliaries_before(tokens, cue.first, bounds[0])
    subject = phrase_before(tokens, cue.first, bounds[0])
    if _is_passive(tokens, cue, auxiliaries):
        by = cue.last if tokens.lowers[cue.last] in {"by", "in"} else None
        reporter = (by + 1, saying) if by is not None and by + 1 < saying else None
        if subject is None:
            return None
        return Unit(whole, subject, "quoted", subject[0], saying + 2, bounds, reporter)
    if saying <= cue.last:
        return None
    first = subject[0] if subject else cue.first
    return Unit(whole, (cue.last, saying), "quoted", first, saying + 2, bounds, subject)


def _toll(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    """ "Officials raised the death toll to 40"."""
    nouns = word_set("cues", "tolls", "nouns")
    for index in range(cue.last, min(cue.last + 7, bounds[1])):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";"} or tokens.finite(index):
            return None
        if tokens.lowers[index] in nouns:
            source = phrase_before(tokens, cue.first, bounds[0])
            return Unit(cue, source, "toll", source[0], cue.last, bounds) if source else None
    return None


def _inverted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """ "…," said X: the verb follows a closed clause, and what follows the verb is a noun phrase."""
    before = cue.first - 1
    if before < bounds[0]:
        return _starts_sentence_inverted(tokens, cue, bounds)
    mark = tokens.texts[before]
    if mark not in {","} | CLOSING | DASHES | {"?", "!"}:
        return False
    following = cue.last
    if following >= bounds[1]:
        return False
    lower = tokens.lowers[following]
    if (
        lower in {"that", ",", ":", "to", "in", "on", "at", "by"}
        or tokens.texts[following] in QUOTES | STOPS
    ):
        return False
    if mark == "," and not _clause_before(tokens, bounds[0], before):
        return False
    end = phrase_after(tokens, following, bounds[1])
    if end is None:
        return False
    return not _clause_follows(tokens, end[1], bounds[1])


def _starts_sentence_inverted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """A sentence that begins with the verb: only right after a quotation that was cut from it."""
    if cue.first == 0 or tokens.capital(cue.first):
        return False
    previous = cue.first - 1
    while previous > 0 and tokens.texts[previous].isspace():
        previous -= 1
    return tokens.texts[previous] in CLOSING | {",", "?", "!"} and cue.last < bounds[1]


def _clause_before(tokens: Tokens, first: int, last: int) -> bool:
    """Whether there is a whole clause or a quotation between two tokens."""
    seen = False
    for index in range(last - 1, max(first, last - LONGEST_SOURCE) - 1, -1):
        if tokens.texts[index] in QUOTES and index > last - 3:
            return True
        if tokens.finite(index) or tokens.verbal(index):
            seen = True
            break
    return seen


def _clause_follows(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the phrase that ends here is the subject of a further verb, not a source after its cue."""
    for index in range(first, min(last, first + 3)):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";", ":", "("} | DASHES:
            return False
        if tokens.lowers[index] in {
            "in",
            "on",
            "at",
            "during",
            "after",
            "as",
            "when",
            "who",
            "of",
            "to",
            "and",
            "from",
        }:
            return False
        if tokens.finite(index):
            return True
    return False


def _according(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    source = phrase_after(tokens, cue.last, bounds[1], prepositions=True)
    if source is None:
        return None
    return Unit(cue, source, "after", cue.first, source[1], bounds)


def _participle(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> Unit | None:
    """ ", adding that …": the source is that of the clause it hangs on."""
    before = tokens.lower(cue.first - 1)
    if not cue.verb.clause or not cue.verb.speech:
        if before not in {",", "and"}:
            return None
    elif before in word_set("clauses", "prepositions") - {"without", "by"} or before in word_set(
        "clauses", "articles"
    ):
        return None
    if (
        cue.first > bounds[0]
        and before not in {",", "and"} | CLOSING | DASHES
        and cue.verb.base not in {"cite", "quote"}
    ):
        # "a statement saying": the noun before is the source.
        source = phrase_before(tokens, cue.first, bounds[0])
        if source:
            return Unit(cue, source, "before", source[0], cue.last, bounds)
    source = _shared_source(tokens, cue, bounds, known)
    return Unit(cue, source, "shared", cue.first, cue.last, bounds)


def _shared_source(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> tuple[int, int] | None:
    speaking = [unit for unit in known if unit.source and unit.sentence == bounds]
    if speaking:
        return speaking[-1].source
    subject = _parsed_subject(tokens, cue.first, bounds, climb=True)
    if subject:
        return subject
    return first_phrase(tokens, bounds[0], cue.first)


def _infinitive(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> Unit | None:
    """ "went on to say", "declined to confirm": only where a verb before leads to it."""
    leading = cue.first - 2
    if leading < bounds[0] or not tokens.verbal(leading):
        leading -= 1
        if leading < bounds[0] or not tokens.verbal(leading):
            return None
    source = phrase_before(tokens, leading, bounds[0]) or _shared_source(tokens, cue, bounds, known)
    if source is None:
        return None
    return Unit(cue, source, "infinitive", source[0], cue.last, bounds)


def _passive(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], auxiliaries: list[str]
) -> Unit | None:
    """ "was quoted as saying" is left to "saying"; "was told that" has the one told as its subject."""
    by = next(
        (i for i in range(cue.last, min(cue.last + 6, bounds[1])) if tokens.lowers[i] == "by"), None
    )
    if by is not None:
        source = phrase_after(tokens, by + 1, bounds[1])
        if source:
            return Unit(cue, source, "agent", cue.first, source[1], bounds)
    if cue.verb.told and tokens.lower(cue.last) in {"that", "by", "of"}:
        source = phrase_before(tokens, cue.first - len(auxiliaries), bounds[0])
        if source:
            return Unit(cue, source, "passive", source[0], cue.last, bounds)
    if cue.verb.clause and cue.verb.speech:
        return Unit(cue, None, "passive", cue.first - len(auxiliaries), cue.last, bounds)
    return None


# --- noun phrases ---------------------------------------------------------------------------------

_BEFORE_STOPS = frozenset({";", ":", "(", "[", "/"}) | STOPS


def phrase_before(tokens: Tokens, index: int, first: int) -> tuple[int, int] | None:
    """The noun phrase, the subject, that ends before the verb at `index`; None where there is none."""
    end = _skip_to_subject(tokens, index - 1, first)
    if end < first:
        return None
    last_word = tokens.lowers[end]
    if last_word in word_set("clauses", "personal") | {"who", "which", "one"}:
        return end, end + 1
    parsed = _parsed_subject(tokens, index, (first, index), climb=False)
    if parsed and parsed[1] - 1 <= end and tokens.lowers[parsed[0]] not in {"that", "which", "who"}:
        start = parsed[0]
        # The parser may cut the words before a name off it.
        while start > first and tokens.tags[start - 1].startswith(
            ("NN", "JJ", "DT", "POS", "PRP$")
        ):
            start -= 1
        start = _after_last_comma(tokens, start, end)
        return _trimmed(tokens, start, max(parsed[1], start + 1))
    if last_word in {"that"} | word_set("clauses", "subordinators") | word_set(
        "clauses", "conjunctions"
    ):
        return None
    start = _phrase_start(tokens, end, first)
    return _trimmed(tokens, start, end + 1) if start <= end else None


def _after_last_comma(tokens: Tokens, start: int, end: int) -> int:
    """The start of a subject whose verb follows without a comma: after its last one, but for a list.

    "In Oro, a spokesman said" has no apposition: that would be closed by a comma of its own.
    """
    if tokens.texts[end] == ",":
        return start
    for index in range(end, start, -1):
        if tokens.lowers[index] in {"and", "or"}:
            return start
        if tokens.texts[index] == ",":
            return index + 1
    return start


def _skip_to_subject(tokens: Tokens, position: int, first: int) -> int:
    """Over auxiliaries, adverbs, times and a bracketed or comma'd insertion, to the subject's last word."""
    between = word_set("cues", "between", "words")
    steps = 0
    while position >= first and steps < 12:
        lower = tokens.lowers[position]
        adverb = lower.endswith("ly") and not tokens.capital(position)
        if lower in between or adverb or (tokens.capital(position) and _weekday(lower)):
            position -= 1
        elif lower == "on" and position + 1 < len(tokens) and _weekday(tokens.lowers[position + 1]):
            position -= 1
        else:
            break
        steps += 1
    return position


def _weekday(lower: str) -> bool:
    return lower.rstrip(".") in word_set("times", "weekdays") or lower in {"yesterday", "today"}


def _parsed_subject(
    tokens: Tokens, index: int, within: tuple[int, int], *, climb: bool
) -> tuple[int, int] | None:
    """The subject of a verb by the parse, as a range of tokens that lies within given bounds."""
    if not tokens.tags[index]:
        return None
    token = tokens.token(index)
    for _ in range(4):
        for child in sorted(token.children, key=lambda child: -child.i):
            if child.dep_ in SUBJECTS and within[0] <= child.i < within[1] and child.i != index:
                first, last = child.left_edge.i, child.right_edge.i + 1
                last = min(last, within[1])
                if _quoted_between(tokens, last, index):
                    continue
                if (
                    within[0] <= first
                    and last - first <= LONGEST_SOURCE
                    and not first <= index < last
                ):
                    return first, last
        if not climb and token.dep_ not in {"conj", "xcomp", "aux"}:
            return None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _quoted_between(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a quotation mark stands between a subject and its verb: then they do not belong together."""
    return any(tokens.texts[i] in QUOTES - {"'", "’"} for i in range(first, min(last, first + 40)))


def _phrase_start(tokens: Tokens, end: int, first: int) -> int:
    """Back from a phrase's last word to its first, by punctuation, verbs and linking tokens."""
    start = end
    commas = 0
    lowest = max(first, end - LONGEST_SOURCE)
    linking = word_set("clauses", "subordinators") - {
        "than",
        "since",
        "as",
        "before",
        "after",
        "how",
        "what",
    }
    if tokens.texts[end] == ",":
        return _before_insertion(tokens, end, first)
    if tokens.texts[end] == ")":
        opening = next(
            (i for i in range(end, max(lowest, end - 10), -1) if tokens.texts[i] == "("), end
        )
        return _phrase_start(tokens, opening - 1, first) if first < opening < end else end
    for index in range(end, lowest - 1, -1):
        text, lower = tokens.texts[index], tokens.lowers[index]
        if text in _BEFORE_STOPS or text in QUOTES or text in DASHES or text == ",":
            if text == "," and commas == 0 and index == lowest:
                commas += 1
            return start
        if lower in linking and index < end:
            return start
        if lower in {"and", "but", "or"} and index < end and _verb_near(tokens, index, lowest):
            return start
        if index < end and tokens.finite(index) and lower not in {"'s", "’s"}:
            return start
        start = index
    return start


def _verb_near(tokens: Tokens, index: int, lowest: int) -> bool:
    """Whether what stands before an "and" is a clause, so that the "and" starts another."""
    if tokens.lowers[index] == "but" or tokens.texts[index - 1] == ",":
        return True
    for position in range(index - 1, lowest - 1, -1):
        if tokens.texts[position] in _BEFORE_STOPS | QUOTES | {","}:
            return False
        if tokens.finite(position):
            return True
    return False


def _before_insertion(tokens: Tokens, comma: int, first: int) -> int:
    """The start of "X" in "In Oro, X, a spokesman for Y, said", given the last comma."""
    lowest = max(first, comma - LONGEST_SOURCE)
    for index in range(comma - 1, lowest - 1, -1):
        text = tokens.texts[index]
        if text in _BEFORE_STOPS or text in QUOTES or text in DASHES - {"-"}:
            lowest = index + 1
            break
    start = lowest
    for index in range(lowest, comma):
        if tokens.texts[index] == ",":
            if _names_somebody(tokens, start, index):
                return start
            start = index + 1
    return start


_OPENERS = frozenset(
    {
        "however",
        "meanwhile",
        "earlier",
        "separately",
        "still",
        "later",
        "and",
        "but",
        "instead",
        "also",
        "yesterday",
        "today",
    }
)


def _names_somebody(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the stretch before a comma is a subject: no opener, no adverbial, no clause."""
    if first >= last:
        return False
    lower = tokens.lowers[first]
    opener = (
        lower
        in word_set("clauses", "prepositions") | word_set("clauses", "subordinators") | _OPENERS
    )
    if opener or (lower.endswith("ing") and last - first > 1) or _weekday(lower):
        return False
    if any(tokens.finite(index) for index in range(first, last)):
        return False
    return tokens.capital(first) or lower in word_set("clauses", "determiners") or last - first <= 4


def _trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """A phrase without the commas, linking words and openers at its ends."""
    while start < end and (
        tokens.texts[start] in QUOTES | DASHES | {",", ":", ";", ")", "("}
        or tokens.lowers[start]
        in {"and", "but", "or", "while", "as", "so", "then", "yet", "however", "meanwhile", "still"}
    ):
        start += 1
    while end > start and tokens.texts[end - 1] in {",", ":", ";"} | DASHES | OPENING:
        end -= 1
    for index in range(start + 1, end - 1):
        if tokens.texts[index] == "," and not _names_somebody(tokens, start, index):
            start = index + 1
        elif tokens.texts[index] == ",":
            break
    if start < end:
        start = _without_leading_adjunct(tokens, start, end)
    return (start, end) if start < end else None


def _without_leading_adjunct(tokens: Tokens, start: int, end: int) -> int:
    """Skip "On Monday", "In a statement", "After the talks," before the subject proper."""
    prepositions = word_set("clauses", "prepositions") - {"of"}
    if tokens.lowers[start] not in prepositions:
        return start
    if tokens.lowers[start] in {"after", "before", "since", "as", "until", "with"} and not any(
        tokens.texts[index] == "," for index in range(start, end)
    ):
        return start + 1
    for index in range(start + 1, min(end - 1, start + 14)):
        if tokens.texts[index] == ",":
            return index + 1
    for index in range(start + 1, min(end - 1, start + 6)):
        if _weekday(tokens.lowers[index]) or tokens.lowers[index].isdigit():
            return index + 1
    return start


def phrase_after(
    tokens: Tokens, first: int, last: int, *, prepositions: bool = True
) -> tuple[int, int] | None:
    """The noun phrase that begins at a token: up to punctuation, a verb or a time.

    None where no noun phrase begins there.
    """
    if first >= last:
        return None
    while first < last and tokens.texts[first] in DASHES:
        first += 1
    end = first
    commas = 0
    while end < min(last, first + LONGEST_SOURCE):
        text, lower = tokens.texts[end], tokens.lowers[end]
        if text in STOPS | QUOTES | {";", ":", "(", "[", ")"} or (text in DASHES and end > first):
            break
        if text == "," and not _apposition(tokens, end, last):
            break
        commas += text == ","
        if lower in {
            "that",
            "while",
            "because",
            "after",
            "before",
            "when",
            "if",
            "although",
            "though",
            "as",
            "but",
        }:
            break
        if tokens.finite(end) and lower not in {"'s", "’s"} and end > first and not commas:
            break
        if text[:1].isdigit() and end > first and not commas and tokens.texts[end - 1] != "-":
            end = _before_hedge(tokens, first, end)
            break
        if _weekday(lower) or (
            lower == "on" and end + 1 < last and _weekday(tokens.lowers[end + 1])
        ):
            break
        if lower in {"in", "at", "during", "by", "on"} and end > first and not prepositions:
            break
        end += 1
    while end > first and tokens.texts[end - 1] in {","}:
        end -= 1
    return (first, end) if end > first else None


def _before_hedge(tokens: Tokens, first: int, end: int) -> int:
    """Without the hedge of a number that follows the phrase: "the ministry [over 40 people]"."""
    hedges = {
        "over",
        "at",
        "least",
        "more",
        "than",
        "some",
        "about",
        "nearly",
        "almost",
        "around",
        "up",
        "to",
        "as",
        "many",
        "an",
        "estimated",
    }
    while end > first + 1 and tokens.lowers[end - 1] in hedges:
        end -= 1
    return end


def _apposition(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether what follows a comma explains the name before: "X, a spokesman for Y" or "X, 45,"."""
    following = comma + 1
    if following >= last:
        return False
    lower = tokens.lowers[following]
    if (
        lower in {"a", "an", "the"}
        or lower in {"who", "whose", "which"}
        or lower in word_set("titles", "titles")
    ):
        return lower not in {"who", "whose", "which"}
    return lower.isdigit() and following + 1 < last and tokens.texts[following + 1] in {",", "."}


def first_phrase(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The subject of a clause by word order: what stands before its first finite verb."""
    for index in range(first + 1, min(last, first + LONGEST_SOURCE)):
        if tokens.finite(index):
            return phrase_before(tokens, index, first)
    return None
