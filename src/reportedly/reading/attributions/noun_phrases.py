"""The noun phrase before a verb, its subject: from word order and the parse."""

from __future__ import annotations

from reportedly.language.trees import Trees
from reportedly.reading.attributions.appositions import subject_at_comma, weekday
from reportedly.reading.tokens import DASHES, OPENING, QUOTES, STOPS, Tokens, any_word, word_set

# No subject is longer; what is, is a sentence that was not understood.
LONGEST_SOURCE = 60


SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


_BEFORE_STOPS = frozenset({";", ":", "(", "[", "/"}) | STOPS


def phrase_before(tokens: Tokens, index: int, first: int) -> tuple[int, int] | None:
    """The noun phrase, the subject, that ends before the verb at `index`; None where there is none."""
    end = _skip_to_subject(tokens, index - 1, first)
    if end < first:
        return None
    if tokens.texts[end] == ",":
        apposed = subject_at_comma(tokens, end, first)
        if apposed:
            return apposed
    last_word = tokens.lowers[end]
    if last_word in word_set("clauses", "personal") | {"who", "which", "one"}:
        return end, end + 1
    plain = _plain_subject(tokens, index, end, first)
    if plain is not None:
        return _trimmed(tokens, plain, end + 1)
    parsed = parsed_subject(tokens, index, (first, index), climb=False)
    if parsed and parsed[1] - 1 < end and tokens.tags[end].startswith("N"):
        parsed = None  # a noun right before the verb is nearer than the subject of another verb
    if parsed and parsed[1] - 1 <= end and tokens.lowers[parsed[0]] not in {"that", "which", "who"}:
        start = _parsed_start(tokens, parsed[0], first)
        start = _after_last_comma(tokens, start, end)
        subject = _trimmed(tokens, start, max(parsed[1], start + 1))
        if subject is not None or tokens.lowers[start] not in _NO_SUBJECT:
            return subject
    if last_word in {"that"} | word_set("clauses", "subordinators") | word_set(
        "clauses", "conjunctions"
    ):
        return None
    start = _phrase_start(tokens, end, first)
    return _trimmed(tokens, start, end + 1) if start <= end else None


def _plain_subject(tokens: Tokens, index: int, end: int, first: int) -> int | None:
    """Where a subject starts that is one run of names and nouns from the start of its clause: "Mr Oro said".

    From the start of a sentence it may be several, joined: "Doctors in two hospitals of Oro said". It
    needs no tree: the order of words and every tree say the same of it.
    """
    if not tokens.tags[index] or not tokens.tags[end].startswith("N"):
        return None
    start = end
    while start > first and tokens.tags[start - 1].startswith(_NOMINAL):
        start -= 1
    if not _opens(tokens, start, first):
        while start > first and tokens.tags[start - 1].startswith(_JOINED):
            start -= 1
        if start > first or tokens.tags[first] == "IN":
            return None
    return start if _phrase_start(tokens, end, first) == start else None


def _opens(tokens: Tokens, start: int, first: int) -> bool:
    """Whether a clause opens at a token: behind a mark, a quotation, or a word that joins clauses."""
    if start == first:
        return True
    before = tokens.texts[start - 1]
    return before in _CLAUSE_MARKS or tokens.lowers[start - 1] in _OPENING


_NOMINAL = ("NN", "JJ", "DT", "POS", "PRP$", "CD")
_JOINED = (*_NOMINAL, "IN", "CC", "HYPH")
_CLAUSE_MARKS = frozenset({",", ";"}) | QUOTES
_OPENING = frozenset({"that", "but", "when", "while", "where", "although", "though", "because"})


def _parsed_start(tokens: Tokens, parsed: int, first: int) -> int:
    """Where a subject begins whose first token by the parse is given: the parser cuts words off it."""
    if tokens.texts[parsed] in {",", ";"}:
        return parsed + 1  # hung on the subject, it stands before it all the same
    start = parsed
    while start > first and tokens.tags[start - 1].startswith(("NN", "JJ", "DT", "POS", "PRP$")):
        start -= 1
    if tokens.lowers[parsed] in {"and", "or"}:
        start = min(start, _phrase_start(tokens, parsed, first))
    return _with_office(tokens, start, first)


def _with_office(tokens: Tokens, start: int, first: int) -> int:
    """ "A spokeswoman for the agency said": the parser takes the agency alone for the subject."""
    office = start - 2
    if office >= first and tokens.lowers[start - 1] in {"and", "or"}:
        return min(start, _phrase_start(tokens, start, first))  # "security and hospital officials"
    if office < first or tokens.lowers[start - 1] not in {"for", "of", "at", "from", "with", "in"}:
        return start
    heads = any_word("titles.titles", "titles.groups.words", "cues.documents.words")
    if tokens.lowers[office] not in heads:
        return start
    return _phrase_start(tokens, office, first)


def _after_last_comma(tokens: Tokens, start: int, end: int) -> int:
    """The start of a subject whose verb follows without a comma: after its last one, but for a list.

    "In Oro, a spokesman said" has no apposition: that would be closed by a comma of its own.
    """
    for index in range(end, start, -1):
        if tokens.texts[index] == ":":
            start = index + 1
            break
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
        if (
            (lower in between and tokens.texts[position] != "IS")
            or adverb
            or (tokens.capital(position) and weekday(lower))
            or (
                lower == "on"
                and position + 1 < len(tokens)
                and weekday(tokens.lowers[position + 1])
            )
        ):
            position -= 1
        else:
            break
        steps += 1
    return position


def has_subject(tokens: Tokens, index: int) -> bool:
    """Whether the parse gives a verb a subject that acts: its tag of a participle is then a mistake.

    Behind a word that only goes before a noun it has none, and no tree needs to say so: "an estimated".
    """
    opens = index == tokens.bounds[tokens.sentence[index]][0]
    if opens or tokens.tags[index - 1] in _BEFORE_NOUNS:
        return False
    tree = Trees.of(tokens.doc).of_sentence(index)
    word = index - tree.first
    return any(tree.relations[child] == "nsubj" and child < word for child in tree.children(word))


_BEFORE_NOUNS = ("DT", "JJ", "JJR", "JJS", "PRP$", "POS", "IN", "HYPH")


def parsed_subject(
    tokens: Tokens, index: int, within: tuple[int, int], *, climb: bool
) -> tuple[int, int] | None:
    """The subject of a verb by the parse, as a range of tokens that lies within given bounds."""
    if not tokens.tags[index]:
        return None
    tree = Trees.of(tokens.doc).of_sentence(index)
    word = index - tree.first
    for _ in range(4):
        for child in reversed(tree.children(word)):
            at = tree.first + child
            if tree.relations[child] in SUBJECTS and within[0] <= at < within[1] and at != index:
                first, last = (tree.first + edge for edge in tree.span(child))
                last = min(last + 1, within[1])
                if _quoted_between(tokens, last, index):
                    continue
                if (
                    within[0] <= first
                    and last - first <= LONGEST_SOURCE
                    and not first <= index < last
                ):
                    return first, last
        if not climb and tree.relations[word] not in {"conj", "xcomp", "aux"}:
            return None
        if tree.heads[word] == word:
            return None
        word = tree.heads[word]
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
        if text == "-" and joins(tokens, index):
            start = index
            continue
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


def joins(tokens: Tokens, index: int) -> bool:
    """Whether a hyphen stands within a word: "African-Keldian", "US-led"."""
    if not 0 < index < len(tokens) - 1:
        return False
    return tokens.ends[index - 1] == tokens.starts[index] and (
        tokens.ends[index] == tokens.starts[index + 1]
    )


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
    if opener or (lower.endswith("ing") and last - first > 1) or weekday(lower):
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
    if start < end and tokens.lowers[start] in _NO_SUBJECT:
        return None
    return (start, end) if start < end else None


# No subject begins with one of these.
_NO_SUBJECT = frozenset({"in", "at", "during", "with", "by", "from", "into", "for", "to", "on"})


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
        if weekday(tokens.lowers[index]) or tokens.lowers[index].isdigit():
            return index + 1
    return start


def first_phrase(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The subject of a clause by word order: what stands before its first finite verb."""
    for index in range(first + 1, min(last, first + LONGEST_SOURCE)):
        if tokens.finite(index):
            return phrase_before(tokens, index, first)
    return None
