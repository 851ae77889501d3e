"""A page's headline among the titles that it gives: without the site's name."""

import re
from collections.abc import Iterable

WORD = re.compile(r"\w+")
LEAST_WORDS = 3
"""Of a headline that is taken out of a longer title: less may be a section's name."""

LONGEST_SITE = 5
"""Words of a site's name."""

SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|•»]\s*")


def folded(text: str) -> str:
    """A title as it is compared: its words, without case."""
    return " ".join(WORD.findall(text.casefold()))


def same(text: str, title: str) -> bool:
    """Whether a line is the title printed again."""
    return folded(text) == folded(title)


def choose(titles: Iterable[str], site: str | None) -> str | None:
    """The headline: the first title given, less a site's name that another title lacks.

    Args:
        titles: in order of trust: schema.org, Open Graph, the first heading, the window's title.
        site: the publisher's name, where known.
    """
    titles = [" ".join(title.split()) for title in titles]
    if not titles:
        return None
    first = without_site(titles[0], site)
    for other in titles[1:]:
        # Another title that is the first one less its last part shows that the part is the site's.
        cut = _parts(first)
        words = folded(other)
        if len(words.split()) >= LEAST_WORDS and words in {folded(part) for part in cut[1:]}:
            return other
    return first or None


def site_of(titles: Iterable[str]) -> str | None:
    """The site's name, where one title is another with a few words after a bar or dash."""
    titles = [" ".join(title.split()) for title in titles]
    for title in titles:
        cut = list(SEPARATOR.finditer(title))
        head, tail = (title[: cut[-1].start()], title[cut[-1].end() :]) if cut else ("", "")
        named = tail and len(tail.split()) <= LONGEST_SITE and not tail.islower()
        if named and any(same(other, head) for other in titles if other != title):
            return tail
    return None


def without_site(title: str, site: str | None) -> str:
    """A title without the site's name before or after a bar or dash."""
    cut = list(SEPARATOR.finditer(title))
    if not cut or not site:
        return title
    name = folded(site)
    head, tail = title[: cut[-1].start()], title[cut[-1].end() :]
    if _names(tail, name):
        return head.strip()
    head, tail = title[: cut[0].start()], title[cut[0].end() :]
    return tail.strip() if _names(head, name) else title


def _names(part: str, name: str) -> bool:
    """Whether a part of a title is the site's name, perhaps with a word or two more ("Post Online")."""
    words = folded(part)
    if words.replace(" ", "") == name.replace(" ", ""):
        return bool(words)
    return words.startswith(name + " ") and len(words.split()) <= len(name.split()) + 2


def _parts(title: str) -> list[str]:
    cut = list(SEPARATOR.finditer(title))
    return [title] if not cut else [title, title[: cut[-1].start()], title[cut[0].end() :]]
