"""Who is meant: pronouns, surnames, abbreviations and descriptions, to the fullest form of the article.

Spelling is the article's own. The rules look backwards first, and only at the article itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from reportedly.reading.attributions.named import Mentions, mentions
from reportedly.reading.attributions.naming import Name, head_word, name_of, owner_of
from reportedly.reading.tokens import Tokens, any_word, word_set

# So many earlier speeches and mentions are looked back on; no reader remembers more.
MEMORY = 200


_REFERENTS = {
    "he": {"person"},
    "his": {"person"},
    "she": {"person"},
    "her": {"person"},
    "they": {"group", "body"},
    "their": {"group", "body"},
    "it": {"body", "thing"},
    "its": {"body", "thing"},
}


def _sexes(found: Mentions) -> dict[str, str]:
    sexes: dict[str, str] = {}
    for _, name, words in found.described:
        full = found.full.get(name.split()[-1], name)
        for sex in ("men", "women"):
            if words & word_set("titles", "sexes", sex):
                sexes.setdefault(full, sex)
    return sexes


@dataclass
class Speakers:
    """Who spoke so far, in order: what pronouns and repeated descriptions look back to."""

    found: Mentions
    spoken: list[tuple[int, Name, str]] = field(default_factory=list)
    sexes: dict[str, str] | None = None
    """Whether a name is a man's or a woman's, where a title says so; read when it is first asked."""

    def resolve(
        self, tokens: Tokens, first: int, last: int, *, speaking: bool = True
    ) -> tuple[str | None, str]:
        """The fullest name of a source phrase, and its sort; remembered where it speaks."""
        name = name_of(tokens, *owner_of(tokens, first, last))
        if name is None or _is_own(tokens, name):
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
        for _, name, text in self._lately():
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
        words = name.text.split()
        if self._is_nobody([word.lower() for word in words]):
            return None
        titled = head_word(tokens, name.first, name.last) in word_set("titles", "titles")
        if name.sort == "person" and tokens.capital(name.first) and not titled:
            return self._surname(words[-1], name.text if len(words) > 1 else None)
        if words[-1].lower() in word_set("cues", "papers", "words") and len(words) <= 2:
            return self._paper(name)
        return self._described(tokens, name) or name.text

    def _is_nobody(self, words: list[str]) -> bool:
        """Whether words name nobody: "reports", "initial reports", "some"."""
        if len(words) == 1 and words[0] in word_set("cues", "nobody", "words"):
            return True
        vague = word_set("cues", "nobody", "vague")
        papers = any_word("cues.documents.words", "cues.nobody.words")
        return len(words) > 1 and words[-1] in papers and all(word in vague for word in words[:-1])

    def _lately(self) -> Iterator[tuple[int, Name, str]]:
        """Who spoke before, the last first, so far back as a reader remembers."""
        return islice(reversed(self.spoken), MEMORY)

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
            spoken = (text for _, _, text in self._lately() if word in text.split()[:1])
            full = next(spoken, None) or self.found.first.get(word)
        if full is None and len(word) > 5:
            near = self.found.near.get(word[:5])
            full = near if near and abs(len(near.split()[-1]) - len(word)) <= 2 else None
        return full or word

    # --- pronouns ---------------------------------------------------------------------------------

    def _pronoun(self, tokens: Tokens, name: Name) -> str | None:
        lower = tokens.lowers[name.first]
        if lower in {"who", "which", "that"}:
            return self._antecedent(tokens, name.first)
        wanted = _REFERENTS.get(lower)
        if wanted is None:
            return None
        lately = [item for item in self._lately() if self._agrees(lower, item[2])]
        last = next((item for item in lately if item[1].sort in wanted), None)
        if "person" not in wanted:
            return last[2] if last else None
        if last is None:
            last = next((item for item in lately if self._is_person(item[2])), None)
        named = self._named_since(tokens, name.first, last[0] if last else -1)
        if named:
            return named
        return last[2] if last else None

    def _agrees(self, pronoun: str, full: str) -> bool:
        """Whether "he" or "she" can be somebody, by the titles that the article gives him or her."""
        sex = {"he": "men", "his": "men", "she": "women", "her": "women"}.get(pronoun)
        if sex is None:
            return True
        if self.sexes is None:
            self.sexes = _sexes(self.found)
        return self.sexes.get(full, sex) == sex

    def _is_person(self, full: str) -> bool:
        return full in self.found.full.values()

    def _named_since(self, tokens: Tokens, index: int, since: int) -> str | None:
        """A person whom a sentence after the last speech is about: named at its start."""
        position = bisect_left(self.found.described, (index, "", frozenset()))
        for start, name, _ in reversed(self.found.described[max(0, position - 12) : position]):
            if start <= since:
                return None
            if not self._agrees(tokens.lowers[index], self.found.full.get(name.split()[-1], name)):
                continue
            sentence = tokens.bounds[tokens.sentence[start]]
            here = tokens.sentence[start] == tokens.sentence[index]
            if here or start - sentence[0] <= 6:
                return self.found.full.get(name.split()[-1], name)
        if since >= 0 or position == 0:
            return None
        _, name, _ = self.found.described[position - 1]
        full = self.found.full.get(name.split()[-1], name)
        return full if self._agrees(tokens.lowers[index], full) else None

    def _antecedent(self, tokens: Tokens, index: int) -> str | None:
        """What "who said" belongs to: the phrase right before."""
        last = index
        while last > 0 and tokens.texts[last - 1] == ",":
            last -= 1
        position = bisect_left(self.found.described, (last, "", frozenset()))
        if position:
            start, name, _ = self.found.described[position - 1]
            if (
                0 < last - start <= 12
                and tokens.sentence[start] == tokens.sentence[max(0, last - 1)]
            ):
                return self.found.full.get(name.split()[-1], name)
        phrase = name_of(tokens, *_phrase_ending(tokens, last))
        if phrase is None or phrase.sort == "pronoun":
            return None
        return self._full(tokens, phrase)

    # --- descriptions -----------------------------------------------------------------------------

    def _described(self, tokens: Tokens, name: Name) -> str | None:
        """ "the ministry", "the Ukrainian leader", "the officials": what was named so before."""
        head = head_word(tokens, name.first, name.last)
        words = [word for word in tokens.lowers[name.first : name.last] if word.isalpha()]
        if len(words) == 1 and not name.definite and not self._introduced(tokens, name):
            return self._only(head)
        if name.sort == "person" or (name.definite and head in word_set("titles", "titles")):
            if name.definite:
                return self._titled(tokens, name, head, words[:-1])
            return self._named_later(head, words) if head in word_set("titles", "offices") else None
        if name.sort == "thing" and not name.definite and head in word_set("titles", "offices"):
            return self._named_later(head, words)
        if not name.definite and name.sort != "group":
            return None
        return self._body(tokens, name, head, words)

    def _introduced(self, tokens: Tokens, name: Name) -> bool:
        """Whether an article stands before a phrase, or its end says that it means several."""
        before = tokens.lower(name.first - 1)
        return before in word_set("clauses", "articles") or tokens.lowers[name.last - 1].endswith(
            "s"
        )

    def _only(self, head: str) -> str | None:
        """ "12 dead, says ministry": the only body or holder of an office that the article names so."""
        if head in word_set("titles", "offices"):
            named = {
                self.found.full.get(full.split()[-1], full)
                for _, full, described in self.found.described
                if head in described
            }
        elif head in word_set("titles", "bodies", "words"):
            named = {full for _, last, full in self.found.bodies if last == head and " " in full}
        else:
            return None
        return next(iter(named)) if len(named) == 1 else None

    def _titled(self, tokens: Tokens, name: Name, head: str, others: list[str]) -> str | None:
        synonyms = word_set("titles", "synonyms")
        heads = {head}
        if head in synonyms:
            heads |= word_set("titles", "synonyms", head)
        position = bisect_left(self.found.described, (name.first, "", frozenset()))
        for _, full, described in reversed(
            self.found.described[max(0, position - MEMORY) : position]
        ):
            if described & heads and (not others or set(others) & described or len(others) > 2):
                return self.found.full.get(full.split()[-1], full)
        if head == "leader" and others:
            for _, full, described in reversed(
                self.found.described[max(0, position - MEMORY) : position]
            ):
                if described & heads:
                    return self.found.full.get(full.split()[-1], full)
        # An unnamed "police spokesman" spoke before: he is "the spokesman".
        for start, spoken, full in self._lately():
            if start < name.first and head_word(tokens, spoken.first, spoken.last) == head:
                return full
        return None

    def _paper(self, name: Name) -> str | None:
        """ "The statement", "a report": the body that issued it, which spoke last before it."""
        for start, spoken, full in self._lately():
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
        for start, spoken, full in self._lately():
            if (
                start < name.first
                and _same_head(tokens, spoken, head)
                and len(full) > len(name.text)
            ):
                if " and " in full and not name.definite:
                    return None  # "witnesses" are not "police and witnesses"
                return full if set(words) <= set(full.lower().split()) else None
        if not name.definite or name.sort == "group":
            return None
        position = bisect_left(self.found.bodies, (name.first, "", ""))
        for _, last, full in reversed(self.found.bodies[max(0, position - MEMORY) : position]):
            if (last == head or head in full.lower().split()) and len(full) > len(name.text):
                return full
        if name.definite and head in word_set("titles", "bodies", "generic"):
            return self._any_body(name, position)
        return None

    def _any_body(self, name: Name, position: int) -> str | None:
        """ "The organisation": the body that spoke last, else the one that was named last."""
        for start, spoken, full in self._lately():
            if start < name.first and spoken.sort == "body" and len(full) > len(name.text):
                return full
        return self.found.bodies[position - 1][2] if position else None


def _phrase_ending(tokens: Tokens, end: int) -> tuple[int, int]:
    """The noun phrase that ends before a token: back to its article, or over its capitals."""
    start = end
    first = tokens.bounds[tokens.sentence[end - 1]][0] if end else 0
    lowest = max(first, end - 8)
    determiners = any_word("clauses.articles", "clauses.possessives")
    while start > lowest:
        lower = tokens.lowers[start - 1]
        if tokens.verbal(start - 1) or not (lower[0].isalpha() or lower in {"-", "'s", "’s"}):
            break
        if lower in any_word(
            "clauses.prepositions", "clauses.conjunctions", "clauses.subordinators"
        ):
            break
        start -= 1
        if lower in determiners:
            break
    return start, end


def _is_own(tokens: Tokens, name: Name) -> bool:
    """Whether the article speaks of itself: "an earlier version of this report"."""
    words = tokens.lowers[name.first : name.last]
    return "version" in words[:3] and bool({"story", "report", "article"} & set(words[-1:]))


def _same_head(tokens: Tokens, spoken: Name, head: str) -> bool:
    return head_word(tokens, spoken.first, spoken.last) == head


__all__ = ["Mentions", "Speakers", "mentions"]
