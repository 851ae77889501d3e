"""Pages and their claims as an edition carries them: texts whole or not, names covered or not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly import verbs
from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.browsing import ReadPage
from reportedly.publishing.redacting import Cover, covering, redacted
from reportedly.records import Article, KnownAs, RecordedClaim, Span
from reportedly.verbs import Shown
from reportedly.web.edition import Edition


class Texts:
    """The pages of one ledger.

    Args:
        ledger: that has them.
        edition: what of them is shown.
    """

    def __init__(self, ledger: Ledger, edition: Edition) -> None:
        self._ledger = ledger
        self._edition = edition

    def shown(self, identity: str) -> Shown:
        """One claim by its id, or the beginning of it; without an article where that was forgotten.

        Raises:
            UsageError: no claim has that id, or several do.
        """
        try:
            found = verbs.show(self._ledger, identity)
        except LedgerError:  # its text was forgotten on purpose
            claim = self._ledger.claim(identity)
            found = Shown(claim, None, verbs.chain_of(claim), ())
        return self._covered(found) if self._edition.redact else found

    def _covered(self, found: Shown) -> Shown:
        claims, article = self._page(found.claim.text_hash)
        claim = next((one for one in claims if one.id == found.claim.id), None)
        cover = covering(claims, article.text if article else "")
        known = tuple(_known(one, cover) for one in found.known_as)
        # Decisions quote what a field was before, and notes are free text.
        covered = claim or found.claim.model_copy(update={"sentence": ""})
        return replace(found, claim=covered, article=article, known_as=known, reviews=())

    def claims(self, text_hash: str) -> list[RecordedClaim]:
        """The claims of a text in their order, once however many pages print it."""
        return self._page(text_hash)[0] if self._edition.redact else self._claims(text_hash)

    def article(self, text_hash: str) -> Article | None:
        """What was read of a text; None where it was forgotten on purpose."""
        return self._page(text_hash)[1] if self._edition.redact else self._article(text_hash)

    def _claims(self, text_hash: str) -> list[RecordedClaim]:
        found = self._ledger.claims(ClaimFilter(text_hash=text_hash))
        ordered = sorted(found, key=lambda claim: (claim.start, claim.id))
        return list({claim.id: claim for claim in ordered}.values())

    def _article(self, text_hash: str) -> Article | None:
        try:
            return self._ledger.article(text_hash)
        except LedgerError:  # it was forgotten on purpose
            return None

    def _page(self, text_hash: str) -> tuple[list[RecordedClaim], Article | None]:
        """The claims and the text of a page with the names of private persons covered."""
        told, article = self._claims(text_hash), self._article(text_hash)
        claims, text = redacted(told, article.text if article else None)
        claims = [one.model_copy(update={"review": None}) for one in claims]
        if article is not None:
            cover = covering(told, article.text)
            words = {
                "text": text,
                "title": article.title and cover(article.title),
                "summary": article.summary and cover(article.summary),
                "warnings": tuple(map(cover, article.warnings)),
            }
            article = article.model_copy(update=words)
        return claims, article

    def cover_of(self, hashes: Iterable[str]) -> Cover:
        """What covers the names of private persons in words about some texts."""
        return covering([claim for one in hashes for claim in self._claims(one)])

    def listed(self, words: str | None, rows: int, offset: int) -> Sequence[ReadPage]:
        """A part of the pages, the youngest first."""
        return self._titled(self._ledger.pages(words=words, limit=rows, offset=offset))

    def numbered(self, numbers: Sequence[int]) -> Sequence[ReadPage]:
        """Some pages by their numbers, the youngest first."""
        return self._titled(self._ledger.pages_numbered(numbers))

    def readings_of(self, text_hash: str) -> list[ReadPage]:
        """Where a text was read, current readings first."""
        return self._titled(self._ledger.readings_of(text_hash))

    def readings_at(self, locations: Sequence[str]) -> list[ReadPage]:
        """What was read at some locations, the earliest first."""
        return self._titled(self._ledger.readings_at(locations))

    def _titled(self, found: list[ReadPage]) -> list[ReadPage]:
        if not self._edition.redact:
            return found
        return [replace(one, title=one.title and self._title(one)) for one in found]

    def _title(self, one: ReadPage) -> str:
        return covering(self._claims(one.text_hash), one.title or "")(one.title or "")


def sentence_of(claim: RecordedClaim) -> Span:
    """Where the sentence of a claim stands in the text of its page."""
    return Span(claim.sentence_start, claim.sentence_start + len(claim.sentence))


def _known(one: KnownAs, cover: Cover) -> KnownAs:
    if one.field != "who":
        return one
    return one.model_copy(update={"words": cover(one.words), "name": cover(one.name), "why": ""})
