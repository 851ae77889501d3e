"""Who is meant: pronouns, surnames, abbreviations and descriptions, to the fullest form of the article.

Spelling is the article's own. The rules look backwards first, and only at the article itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from reportedly.reading.naming import Name, head_word, name_of, titles_end
from reportedly.reading.tokens import QUOTES, STOPS, Tokens, word_set


@dataclass
class Mentions:
    """The people and bodies that an article names, and by what words it describes them."""

    full: dict[str, str] = field(default_factory=dict)
    """Surname to the fullest name with that surname."""
    first: dict[str, str] = field(default_factory=dict)
    """First word of a two-part name, where no other has it, to the name: "Li" of "Li Oro"."""
    short: dict[str, str] = field(default_factory=dict)
    """Abbreviation to the name that it stands for."""
    initials: dict[str, str] = field(default_factory=dict)
    """The initials of a body's name to the name: what a bare abbreviation may stand for."""
    described: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    """Where a person is named (token), the name, and the words of title and apposition, in order."""
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    """Where a body or group is named, its last word in lower case, its name; in order."""


def mentions(tokens: Tokens) -> Mentions:
    """Read all names of a document, in one pass over its tokens."""
    found = Mentions()
    runs = _capital_runs(tokens)
    single = Counter(tokens.texts[first] for first, last in runs if last - first == 1)
    for first, last in runs:
        _add_run(tokens, first, last, found, single)
    _settle_spellings(found, Counter(tokens.texts))
    firsts = Counter(name.split()[0] for name in found.full.values())
    for name in found.full.values():
        if firsts[name.split()[0]] == 1 and name.split()[0] not in found.full:
            found.first[name.split()[0]] = name
    _add_short(tokens.text, found)
    return found


def _capital_runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Runs of capitalised words, with the particles and "of"s within."""
    runs: list[tuple[int, int]] = []
    index, size = 0, len(tokens)
    plain = word_set("clauses", "prepositions") | word_set("clauses", "conjunctions")
    plain |= word_set("clauses", "determiners") | word_set("clauses", "subordinators")
    plain |= word_set("clauses", "personal") | {
        "meanwhile",
        "however",
        "earlier",
        "separately",
        "also",
        "yesterday",
    }
    while index < size:
        if not tokens.texts[index][:1].isupper() or tokens.lowers[index] in plain:
            index += 1
            continue
        last = index + 1
        while last < size and last - index < 14:
            text = tokens.texts[last]
            if text[:1].isupper() or (text == "-" and tokens.ends[last - 1] == tokens.starts[last]):
                last += 1
            elif text in {
                "of",
                "for",
                "and",
                "the",
                "al",
                "bin",
                "de",
                "van",
                "von",
                "'s",
                "’s",
            } and _resumes(tokens, last):
                last += 1
            else:
                break
        runs.append((index, last))
        index = last
    return runs


def _resumes(tokens: Tokens, index: int) -> bool:
    """Whether a small word inside a name is followed by another capital, at once or after "the"."""
    following = index + 1
    if tokens.lower(following) == "the":
        following += 1
    return (
        following < len(tokens)
        and tokens.texts[following][:1].isupper()
        and tokens.texts[index] != "and"
    )


def _settle_spellings(found: Mentions, counts: Counter[str]) -> None:
    """One person spelled in two ways ("Orovski", "Orovsky") takes the spelling used most."""
    groups: dict[tuple[str, str], list[str]] = {}
    for surname, name in found.full.items():
        if len(surname) > 5:
            groups.setdefault((name.split()[0], surname[:5]), []).append(surname)
    for surnames in groups.values():
        usual = max(surnames, key=lambda surname: counts[surname])
        for surname in surnames:
            if abs(len(surname) - len(usual)) <= 2:
                found.full[surname] = found.full[usual]


def _add_run(tokens: Tokens, first: int, last: int, found: Mentions, single: Counter[str]) -> None:
    start = first
    while start > 0 and start > first - 4 and _lower_title(tokens, start - 1):
        start -= 1
    name = name_of(tokens, start, last)
    if name is None:
        return
    if name.sort == "person":
        words = set(name.titles) | _apposition(tokens, last)
        surname = name.text.split()[-1]
        parts = name.text.split()
        if len(parts) > 1 and not _sentence_opener(tokens, name):
            found.full.setdefault(surname, name.text)
            if (
                len(found.full[surname].split()) < len(parts) <= 4
                and found.full[surname] in name.text
            ):
                found.full[surname] = name.text
        told = tokens.lower(last) in _SPEAKING or tokens.lower(first - 1) in _SPEAKING
        if words or (len(parts) > 1 and (single[surname] or told)):
            found.described.append((name.first, name.text, frozenset(words)))
        if len(parts) > 1:
            return
    end = _with_noun(tokens, last)
    if end > last or (name.sort in {"body", "group"} and last - first > 1):
        body = name_of(tokens, first, end)
        if body is not None and body.sort != "person":
            found.bodies.append((first, head_word(tokens, body.first, body.last), body.text))
            short = _initials(body.text)
            if 3 <= len(short) <= 7:
                found.initials.setdefault(short, body.text)
            if last - first == 1 and tokens.lowers[end - 1] in _MEDIA_NOUNS:
                found.short.setdefault(tokens.texts[first], body.text)


_SPEAKING = frozenset({"said", "says", "told", "added", "has", "was", "who"})


_MEDIA_NOUNS = frozenset({"agency", "newspaper", "daily", "television", "radio"})


def _with_noun(tokens: Tokens, last: int) -> int:
    """The end of a capitalised run with the noun that makes it a body: "Keldian police", "US-led coalition"."""
    nouns = (
        word_set("titles", "bodies", "words") | word_set("titles", "groups", "words") | _MEDIA_NOUNS
    )
    end = last
    for index in range(last, min(last + 3, len(tokens))):
        lower = tokens.lowers[index]
        if lower in nouns:
            end = index + 1
        elif not lower.isalpha() and lower != "-":
            break
    return end


# Sources that are nobody.
_NOBODY = frozenset(
    {"estimates", "reports", "rumours", "rumors", "some", "many", "others", "people"}
)


def _lower_title(tokens: Tokens, index: int) -> bool:
    lower = tokens.lowers[index]
    return not tokens.capital(index) and (lower in word_set("titles", "titles"))


def _sentence_opener(tokens: Tokens, name: Name) -> bool:
    """ "But Smith": a run that is two words only because a sentence starts with one of them."""
    first = tokens.bounds[tokens.sentence[name.first]][0]
    opener = tokens.lowers[name.first]
    plain = word_set("clauses", "prepositions") | word_set("clauses", "conjunctions")
    plain |= word_set("clauses", "determiners") | word_set("clauses", "subordinators")
    return first == name.first and opener in plain


def _apposition(tokens: Tokens, last: int) -> set[str]:
    """The words after "X, a spokesman for Y,": up to the next comma."""
    if tokens.lower(last) != ",":
        return set()
    words: set[str] = set()
    for index in range(last + 1, min(last + 14, len(tokens))):
        text = tokens.texts[index]
        if text in STOPS | QUOTES | {",", ";"} or "\n" in text:
            return words if index > last + 1 else set()
        words.add(tokens.lowers[index])
        if tokens.finite(index):
            return set()
    return set()


_SHORT = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")


def _add_short(text: str, found: Mentions) -> None:
    """ "the Relief Office of Torva (ROT)": the capitalised words before the bracket."""
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()].rstrip()
        names = re.search(
            r"(?:[A-Z][\w'’&.-]*(?: (?:of|for|the|and|on|in|de|des) | |-)?)+$", before
        )
        short = match.group(1)
        if names and _initials_fit(short, names.group()):
            found.short.setdefault(short, _from_initial(short, names.group().strip()))


def _initials(name: str) -> str:
    """The letters that abbreviate a name: "UN Relief Office" gives UNRO."""
    words = [word for word in re.findall(r"[\w.]+", name) if word[0].isupper()]
    return "".join(
        word.replace(".", "") if word.isupper() and len(word) <= 3 else word[0] for word in words
    )


def _initials_fit(short: str, name: str) -> bool:
    capitals = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", name)).upper()
    letters = [letter for letter in short.upper() if letter.isalpha()]
    return len(letters) >= 2 and letters[-1] in name.upper() and (letters[0] in capitals)


def _from_initial(short: str, name: str) -> str:
    """The name from the word that the abbreviation starts with: "Ayo of Relief Office" gives the office."""
    parts = name.split()
    for start, part in enumerate(parts):
        rest = [word for word in parts[start:] if word[0].isupper()]
        if part[0].upper() == short[0].upper() and abs(len(rest) - len(short)) <= 2:
            return " ".join(parts[start:])
    return name


@dataclass
class Speakers:
    """Who spoke so far, in order: what pronouns and repeated descriptions look back to."""

    found: Mentions
    spoken: list[tuple[int, Name, str]] = field(default_factory=list)

    def resolve(
        self, tokens: Tokens, first: int, last: int, *, speaking: bool = True
    ) -> tuple[str | None, str]:
        """The fullest name of a source phrase, and its sort; remembered where it speaks."""
        name = name_of(tokens, first, last)
        if name is None:
            return None, "thing"
        full = self._full(tokens, name)
        if full is not None:
            sort = name.sort if name.sort != "pronoun" else self._sort_of(full)
            if speaking:
                self.spoken.append((name.first, name, full))
            return full, sort
        return None, name.sort

    def cited(
        self, tokens: Tokens, first: int, last: int, host: str | None, *, speaking: bool
    ) -> str | None:
        """The fullest name of whom a source cites: in "the report he had from his army" the army."""
        for index in range(first + 1, last - 1):
            if tokens.lowers[index] in {"from", "by"}:
                first = index + 1
                break
        name = name_of(tokens, first, last)
        full = self._full(tokens, name) if name else None
        if name and full and speaking:
            self.spoken.append((name.first, name, full))
        return full if full != host else None

    def _sort_of(self, full: str) -> str:
        for _, name, text in reversed(self.spoken):
            if text == full:
                return name.sort
        return "person"

    def _full(self, tokens: Tokens, name: Name) -> str | None:
        if name.sort == "pronoun":
            return self._pronoun(tokens, name)
        if name.text in self.found.short:
            return self.found.short[name.text]
        if name.text.isupper() and name.text in self.found.initials:
            return self.found.initials[name.text]
        titled = name.text.split()[-1].lower() in word_set("titles", "titles")
        if name.sort == "person" and len(name.text.split()) > 1 and not titled:
            return self._surname(name.text.split()[-1], name.text)
        words = name.text.split()
        if len(words) == 1 and words[0].lower() in _NOBODY:
            return None
        if words[-1].lower() in word_set("cues", "papers", "words") and len(words) <= 2:
            return self._paper(name)
        if name.sort == "person" and len(words) == 1 and tokens.capital(name.first) and not titled:
            return self._surname(name.text)
        if name.sort == "person" and tokens.capital(name.first):
            return (
                self._surname(name.text)
                if len(words) == 1
                else self.found.full.get(words[-1], name.text)
            )
        return self._described(tokens, name) or name.text

    def _surname(self, word: str, whole: str | None = None) -> str:
        """The full name for a surname, also for one that is spelled with another ending.

        `whole` is the name as it stands, if it is more than the surname: it is kept unless the full name
        is its other spelling.
        """
        if whole is not None:
            known = self.found.full.get(word)
            return known if known and known.split()[0] == whole.split()[0] else whole
        full = self.found.full.get(word)
        if full is None:
            spoken = (text for _, _, text in reversed(self.spoken) if word in text.split()[:1])
            full = next(spoken, None) or self.found.first.get(word)
        if full is None and len(word) > 5:
            near = [name for surname, name in self.found.full.items() if surname[:5] == word[:5]]
            full = near[0] if near and abs(len(near[0].split()[-1]) - len(word)) <= 2 else None
        return full or word

    # --- pronouns ---------------------------------------------------------------------------------

    def _pronoun(self, tokens: Tokens, name: Name) -> str | None:
        lower = tokens.lowers[name.first]
        if lower in {"i", "we", "you", "some", "many", "others", "those", "one"}:
            return None
        if lower in {"who", "which", "that"}:
            return self._antecedent(tokens, name.first)
        wanted = {
            "he": {"person"},
            "she": {"person"},
            "they": {"group", "body"},
            "it": {"body", "thing"},
        }[lower]
        last = next((item for item in reversed(self.spoken) if item[1].sort in wanted), None)
        if last is None and lower in {"he", "she"}:
            last = next((item for item in reversed(self.spoken) if self._is_person(item[2])), None)
        if lower in {"he", "she"}:
            named = self._named_since(tokens, name.first, last[0] if last else -1)
            if named:
                return named
        return last[2] if last else None

    def _is_person(self, full: str) -> bool:
        return full in self.found.full.values()

    def _named_since(self, tokens: Tokens, index: int, since: int) -> str | None:
        """A person whom a sentence after the last speech is about: named at its start."""
        position = bisect_left(self.found.described, (index, "", frozenset()))
        for start, name, _ in reversed(self.found.described[max(0, position - 12) : position]):
            if start <= since:
                return None
            sentence = tokens.bounds[tokens.sentence[start]]
            here = tokens.sentence[start] == tokens.sentence[index]
            if here or start - sentence[0] <= 6:
                return self.found.full.get(name.split()[-1], name)
        if since >= 0 or position == 0:
            return None
        _, name, _ = self.found.described[position - 1]
        return self.found.full.get(name.split()[-1], name)

    def _antecedent(self, tokens: Tokens, index: int) -> str | None:
        """What "who said" belongs to: the phrase right before."""
        last = index
        while last > 0 and tokens.texts[last - 1] in {","}:
            last -= 1
        position = bisect_left(self.found.described, (last, "", frozenset()))
        if position:
            start, name, _ = self.found.described[position - 1]
            if (
                0 < last - start <= 12
                and tokens.sentence[start] == tokens.sentence[max(0, last - 1)]
            ):
                return self.found.full.get(name.split()[-1], name)
        return None

    # --- descriptions -----------------------------------------------------------------------------

    def _described(self, tokens: Tokens, name: Name) -> str | None:
        """ "the ministry", "the Ukrainian leader", "the officials": what was named so before."""
        head = head_word(tokens, name.first, name.last)
        words = [word for word in tokens.lowers[name.first : name.last] if word.isalpha()]
        if name.sort == "person" or (name.definite and head in word_set("titles", "titles")):
            if name.definite:
                return self._titled(tokens, name, head, words[:-1])
            return self._named_later(head, words) if head in _ANONYMOUS else None
        if name.sort == "thing" and not name.definite and head in _ANONYMOUS:
            return self._named_later(head, words)
        if not name.definite and name.sort != "group":
            return None
        return self._body(tokens, name, head, words)

    def _titled(self, tokens: Tokens, name: Name, head: str, others: list[str]) -> str | None:
        synonyms = word_set("titles", "synonyms")
        heads = {head}
        if head in synonyms:
            heads |= word_set("titles", "synonyms", head)
        position = bisect_left(self.found.described, (name.first, "", frozenset()))
        for _, full, described in reversed(self.found.described[:position][-200:]):
            if described & heads and (not others or set(others) & described or len(others) > 2):
                return self.found.full.get(full.split()[-1], full)
        if head == "leader" and others:
            for _, full, described in reversed(self.found.described[:position][-200:]):
                if described & heads:
                    return self.found.full.get(full.split()[-1], full)
        # An unnamed "police spokesman" spoke before: he is "the spokesman".
        for start, spoken, full in reversed(self.spoken):
            if start < name.first and head_word(tokens, spoken.first, spoken.last) == head:
                return full
        return None

    def _paper(self, name: Name) -> str | None:
        """ "The statement", "a report": the body that issued it, which spoke last before it."""
        for start, spoken, full in reversed(self.spoken):
            if (
                start < name.first
                and spoken.sort in {"body", "group"}
                and full.lower() != name.text.lower()
            ):
                return full
        return name.text

    def _named_later(self, head: str, words: list[str]) -> str | None:
        """ "An agency spokeswoman", whom the article names further on as its only spokeswoman."""
        if not set(words[:-1]):
            return None
        named = {
            self._surname(full.split()[-1])
            for _, full, described in self.found.described
            if head in described
        }
        return next(iter(named)) if len(named) == 1 else None

    def _body(self, tokens: Tokens, name: Name, head: str, words: list[str]) -> str | None:
        if len(words) > 2 or (len(words) > 1 and tokens.capital(name.first)):
            return None
        for start, spoken, full in reversed(self.spoken):
            if (
                start < name.first
                and _same_head(tokens, spoken, head)
                and len(full) > len(name.text)
            ):
                return full if set(words) <= set(full.lower().split()) else None
        if not name.definite or name.sort == "group":
            return None
        position = bisect_left(self.found.bodies, (name.first, "", ""))
        for _, last, full in reversed(self.found.bodies[:position][-200:]):
            if (last == head or head in full.lower().split()) and len(full) > len(name.text):
                return full
        return None


_ANONYMOUS = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ambassador",
        "minister",
        "president",
        "mayor",
        "governor",
        "premier",
    }
    | {"director", "chief", "secretary", "commissioner", "king"}
)


def _same_head(tokens: Tokens, spoken: Name, head: str) -> bool:
    return head_word(tokens, spoken.first, spoken.last) == head


__all__ = ["Mentions", "Speakers", "mentions", "titles_end"]
