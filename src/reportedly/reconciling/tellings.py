"""Rows of what is kept: statements with what they are about, and what phrases mean."""

from collections.abc import Iterable
from typing import Any

from reportedly.ledger.keeping import Kept, Said, number_of
from reportedly.ledger.kept import phrase_meanings
from reportedly.reconciling.buckets import numbers_of
from reportedly.reconciling.names import people_of, place_of, plain
from reportedly.reconciling.occasions import occasion_in_words
from reportedly.reconciling.packing import packed_told
from reportedly.reconciling.told import Told


def telling_row(number: int, one: Told, said: Said) -> dict[str, Any]:
    """The row in which a statement of a unit is kept."""
    family, bucket = numbers_of(one)
    return {
        "unit_id": number,
        "reading_id": said.reading_id,
        "statement_id": said.statement_id,
        "family": family,
        "bucket": bucket,
        "occasion": occasion_in_words(one),
        "country": one.place.country,
        "voice_key": number_of(one.statement.origin or ""),
        "series_id": None,
        "data": packed_told(one),
    }


def fold_phrases(kept: Kept, said: Iterable[Said]) -> None:
    """Keep what the phrases for people and places mean, for those who ask for one by another name."""
    statements = [one.statement for one in said]
    words = {phrase for s in statements for phrase in (s.who, s.counted, s.where) if phrase}
    known = kept.phrases(sorted(words))
    meant = {
        row.phrase_id
        for row in kept.chosen(
            [phrase_meanings.c.phrase_id], phrase_meanings.c.phrase_id, sorted(known.values())
        )
    }
    kept.add(
        phrase_meanings,
        [
            meaning_of(number, phrase)
            for phrase, number in sorted(known.items())
            if number not in meant
        ],
    )


def meaning_of(number: int, phrase: str) -> dict[str, Any]:
    """A row that says what a phrase means as a place, and as people."""
    place, people = place_of(phrase), people_of(phrase)
    return {
        "phrase_id": number,
        "plain": plain(phrase),
        "place": number_of(place.name, place.country),
        "country": number_of(place.country) if place.country else None,
        "nations": people.nation,
        "people": people.group,
    }
