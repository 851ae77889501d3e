"""A fault of the reader costs one page."""

import pytest

from reportedly.errors import InputError
from reportedly.pages import from_text
from reportedly.reading import claims, read, read_many
from reportedly.records import Article

BAD, GOOD = "Four people were killed in Brask.", "Six people were killed in Tarn."


@pytest.fixture(autouse=True)
def _fault(monkeypatch: pytest.MonkeyPatch) -> None:
    find = claims.find

    def faulty(doc: object) -> object:
        if str(doc) == BAD:
            raise KeyError("Brask")
        return find(doc)  # type: ignore[arg-type]

    monkeypatch.setattr(claims, "find", faulty)


def article(text: str) -> Article:
    return from_text(text, whole=True)


def test_the_fault_is_named() -> None:
    with pytest.raises(InputError, match="KeyError: 'Brask'") as caught:
        read(article(BAD))
    assert caught.value.reason == "reader"


def test_the_rest_of_the_batch_is_read_in_order() -> None:
    failed: list[str] = []
    texts = [GOOD, BAD, GOOD]
    readings = read_many(
        [article(text) for text in texts], lambda bad, _error: failed.append(bad.text)
    )
    assert [reading.article.text for reading in readings] == [GOOD, GOOD]
    assert failed == [BAD]
