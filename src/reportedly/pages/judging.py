"""Whether a page that could be read is an article: it has running text, not only a site's lines."""

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.records import READ_ROLES, Article

LEAST_SENTENCE = 5
"""Words of the shortest sentence that counts as running text."""

WORDS_A_LINK = 25
"""A page with fewer words of prose for each headline that it links to is a page of links."""

MANY_LINKS = 8
LEAST_PROSE = 9
MOST_NOTICE = 60
"""Words, as all of these."""

LONGEST_NOTICE = 1000
"""Characters in which a page says that it is not there."""


def has_article(article: Article) -> bool:
    """Whether a plain text is an article: running text, a list, a table or entries worth reading.

    Text without any line of a site's is taken at its word, however short.
    """
    read = [block for block in article.blocks if block.role in READ_ROLES]
    if not read or (prose_words(article) <= MOST_NOTICE and _is_notice(article)):
        return False
    if all(block.role not in ("furniture", "related") for block in article.blocks):
        return True
    return any(
        block.role in ("table", "entry") or _has_sentence(article.text[block.start : block.end])
        for block in read
        if block.role != "headline"
    )


def has_main_text(article: Article) -> bool:
    """Whether a page of HTML has more than a title and scraps: some running text, or a table."""
    words = prose_words(article)
    if words <= MOST_NOTICE and _is_notice(article):
        return False
    return words >= LEAST_PROSE or any(block.role in ("table", "entry") for block in article.blocks)


def _is_notice(article: Article) -> bool:
    """Whether a page's first words say that there is no page: not found, no entry, a check for robots."""
    notice = phrases("furniture", "no_page")
    said = [article.title or "", article.text[:LONGEST_NOTICE]]
    return any(map(notice.inside, said))


def is_of_links(article: Article, linked_headlines: int) -> bool:
    """Whether a page of HTML leads to stories rather than telling one.

    Args:
        article: what was extracted from it.
        linked_headlines: how many headings of the page are links to elsewhere.
    """
    if linked_headlines < MANY_LINKS:
        return False
    return prose_words(article) < WORDS_A_LINK * linked_headlines


def prose_words(article: Article) -> int:
    """Words in paragraphs of running text."""
    count = 0
    for block in article.blocks:
        if block.role in READ_ROLES and block.role != "headline":
            words = article.text[block.start : block.end]
            if Paragraph(words, 0, len(words)).prose:
                count += len(words.split())
    return count


def _has_sentence(words: str) -> bool:
    paragraph = Paragraph(words, 0, len(words))
    return paragraph.terminal and len(paragraph.words) >= LEAST_SENTENCE
