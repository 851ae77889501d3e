"""Ways to look at an article in tests."""

from reportedly.pages.parsing import from_text
from reportedly.records import Article, Role


def words_of(article: Article, *roles: Role) -> list[str]:
    """The words of an article's blocks of these roles."""
    return [
        article.text[block.start : block.end] for block in article.blocks if block.role in roles
    ]


def roles_of(text: str) -> list[tuple[str, str]]:
    """Each block of a text as its role and its words, in order."""
    article = from_text(text)
    return [(block.role, text[block.start : block.end]) for block in article.blocks]


def role_of(line: str) -> str:
    """The role that a line gets among the paragraphs of a plain report."""
    page = (
        "Bridge collapse kills nine in Harrow\n\n"
        "Nine people were killed when a bridge fell into the river at Harrow on Monday, police said.\n\n"
        f"{line}\n\n"
        "The bridge was built in 1931 and was last inspected two years ago, according to the county council.\n"
    )
    start = page.index(line)
    article = from_text(page)
    found = {
        block.role
        for block in article.blocks
        if block.start < start + len(line) and start < block.end
    }
    return " ".join(sorted(found))
