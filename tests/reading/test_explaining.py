"""Why a field has its value: the words, the construction, the entry; every construction by its example."""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly
from reportedly import pages, reading, vocabulary
from reportedly.reading.explaining.constructions import NAMES, SECOND_DAY
from reportedly.reading.kinds.findings import LISTED
from reportedly.reading.pipeline import pipeline
from reportedly.records import (
    EXPLAINED_LAYERS,
    Article,
    ExplainedField,
    Explanation,
    Reading,
    VocabularyEntry,
)

CONSTRUCTIONS = vocabulary.load("constructions")
EXAMPLES = [
    (field, name, row["example"])
    for field, table in CONSTRUCTIONS.items()
    for name, row in table.items()
]
TEXT = (
    "At least 12 people were killed in Torva on Monday, the coast guard said. Another 30 may have "
    "fled, and dozens of houses were destroyed."
)


@cache
def explained(text: str, *layers: str) -> Reading:
    wanted = [layer for layer in EXPLAINED_LAYERS if layer in (layers or EXPLAINED_LAYERS)]
    return reading.read(pages.from_text(text, published="2025-10-16"), explain=wanted)


def fields_of(text: str, figure: str = "12") -> dict[str, ExplainedField]:
    """The explained fields of the claim whose figure has these words."""
    found = explained(text, "claims")
    claim = next(one for one in found.explanations if figure in one.span.of(text))
    return {one.field: one for one in claim.fields}


@cache
def named(text: str) -> frozenset[tuple[str, str]]:
    """Every field with its construction, as a set."""
    return frozenset(_named(text))


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Every field with its construction that a text gives, in claims, figures, attributions and times."""
    article = pages.from_text(text, published="2025-10-16")
    for explanation in explained(text).explanations:
        for one in explanation.fields:
            yield "time" if explanation.layer == "times" else one.field, one.construction
    for mention in mentions(article):  # people by name alone count in tolls and are no figures
        yield "kind", mention


def mentions(article: Article) -> Iterator[str]:
    from reportedly.reading.pipeline import _doc

    nlp = pipeline()
    for doc in nlp.pipe([_doc(nlp, article)]):
        yield from (mention.construction for mention in doc._.mentions if mention.construction)


class TestTheNames:
    def test_every_construction_is_documented_and_no_other(self) -> None:
        names = {field: set(found) for field, found in NAMES.items()}
        names["kind"].add("list")
        rules = vocabulary.load("timex")["rules"]
        names["time"] = {rule["name"] for rule in rules} | {SECOND_DAY}
        assert {field: set(table) for field, table in CONSTRUCTIONS.items()} == names

    def test_every_rule_of_time_has_a_name_of_its_own(self) -> None:
        names = [rule["name"] for rule in vocabulary.load("timex")["rules"]]
        assert len(names) == len(set(names))

    @pytest.mark.parametrize(("field", "name", "example"), EXAMPLES)
    def test_its_example_is_read_by_it(self, field: str, name: str, example: str) -> None:
        found = named(example)
        listed = {(by, "list") for by, one in found if one.startswith(LISTED)}
        plain = {(by, one.removeprefix(LISTED)) for by, one in found}
        assert (field, name) in found | listed | plain

    def test_whatever_is_said_is_documented(self) -> None:
        for _, _, example in EXAMPLES:
            for field, name in named(example):
                assert name.removeprefix(LISTED) in CONSTRUCTIONS[field], (field, name, example)

    def test_each_says_what_it_is_in_a_few_words(self) -> None:
        for table in CONSTRUCTIONS.values():
            for row in table.values():
                assert set(row) == {"is", "example"}
                assert row["is"]
                assert not row["is"].endswith(".")


def group(entry: VocabularyEntry) -> object:
    """What stands in the file of the vocabulary under the key of an entry."""
    path = Path(vocabulary.__file__).parent / entry.file
    value: object = tomllib.loads(path.read_text(encoding="utf-8"))
    for step in entry.key.split("."):
        assert isinstance(value, dict), entry
        value = value.get(step, value)
    return value


class TestTheFields:
    def test_words_constructions_and_entries_of_a_claim(self) -> None:
        fields = fields_of(TEXT)
        assert fields["value"].words == "12"
        assert (fields["comparator"].words, fields["comparator"].value) == ("At least", "at_least")
        assert fields["comparator"].entry == VocabularyEntry(
            file="hedges.toml", key="before.at_least.words", entry="at least"
        )
        assert (fields["kind"].words, fields["kind"].construction) == ("killed", "subject")
        assert fields["kind"].entry == VocabularyEntry(
            file="kinds.toml", key="killed.done", entry="kill"
        )
        assert (fields["source"].words, fields["source"].value) == (
            "the coast guard",
            "coast guard",
        )
        assert (fields["cue"].words, fields["cue"].entry) == (
            "said",
            VocabularyEntry(file="cues.toml", key="speech.asserts.clause", entry="say"),
        )
        assert (fields["where"].words, fields["when"].words) == ("Torva", "Monday")
        assert fields["when"].value == {"start": "2025-10-13", "end": "2025-10-13"}

    @pytest.mark.parametrize(
        ("text", "words", "entry"),
        [
            ("Twelve men, 12 in all, were beaten to death.", "beaten to death", "beat"),
            ("Some 12 men are feared dead.", "feared dead", "dead"),
            (
                "Some 12 men were taken to hospital with burns.",
                "taken to hospital with burns",
                "burn",
            ),
            ("The police put 12 men on trial.", "put 12 men on trial", "put on trial"),
            ("The death toll is now 12.", "death toll", "death toll"),
            ("The ministry pledged 12 million dollars.", "pledged", "pledge"),
        ],
    )
    def test_the_words_of_a_kind(self, text: str, words: str, entry: str) -> None:
        kind = fields_of(text)["kind"]
        assert kind.words == words
        assert kind.entry is not None
        assert kind.entry.entry == entry

    def test_a_kind_that_is_carried_shows_the_figure_it_is_carried_from(self) -> None:
        kind = fields_of("Eight people were killed. The governor gives the number as 12.")["kind"]
        assert (kind.construction, kind.words) == ("carried", "Eight")

    def test_a_relation_shows_its_word(self) -> None:
        relation = fields_of("Nine people died on Monday. Another 12 died on Tuesday.")["relation"]
        assert (relation.construction, relation.words) == ("another", "Another")

    def test_the_stance_shows_the_words_of_the_clause(self) -> None:
        stance = fields_of("The army said that some 12 people may be trapped.")["stance"]
        assert (stance.value, stance.words) == ("estimates", "may be")
        assert stance.entry is not None
        assert stance.entry.file == "stances.toml"

    def test_a_figure_that_goes_from_level_to_level(self) -> None:
        text = "The rate fell from 9 per cent to 7 per cent."
        (found,) = explained(text, "figures").explanations
        assert {one.field: one.value for one in found.fields}["value"] == [9, 7]
        assert found.span.of(text).startswith("9")

    def test_entries_stand_in_their_files(self) -> None:
        for _, _, example in EXAMPLES:
            for explanation in explained(example).explanations:
                for one in explanation.fields:
                    if one.entry is None or one.entry.file == "timex.toml":
                        continue
                    there = group(one.entry)
                    assert isinstance(there, dict | list)
                    assert one.entry.entry in there, one


class TestTheRecord:
    def test_words_are_those_of_the_offsets_and_stand_in_the_text(self) -> None:
        for _, _, example in EXAMPLES:
            for explanation in explained(example).explanations:
                check(example, explanation)

    def test_nothing_is_explained_unless_it_is_asked_for(self) -> None:
        article = pages.from_text(TEXT, published="2025-10-16")
        plain, full = reading.read(article), reading.read(article, explain=EXPLAINED_LAYERS)
        assert plain.explanations == ()
        assert full.explanations
        assert full.model_copy(update={"explanations": ()}) == plain

    def test_only_the_layers_asked_for(self) -> None:
        assert {one.layer for one in explained(TEXT, "times").explanations} == {"times"}
        assert [one.span for one in explained(TEXT, "claims").explanations] == [
            claim.span for claim in explained(TEXT).claims
        ]

    def test_values_are_those_of_the_claims(self) -> None:
        read = explained(TEXT, "claims")
        for claim, explanation in zip(read.claims, read.explanations, strict=True):
            given = json.loads(claim.model_dump_json())
            for one in explanation.fields:
                if one.field in given and one.field not in ("relation", "via"):
                    assert one.value == given[one.field]

    def test_the_library_names_a_layer_that_it_cannot_explain(self) -> None:
        with pytest.raises(reportedly.ReportedlyError, match="'tolls' is not a layer"):
            reportedly.annotate(TEXT, explain=["tolls"])  # type: ignore[list-item]

    @settings(deadline=None, max_examples=15)
    @given(
        st.lists(st.sampled_from([example for _, _, example in EXAMPLES]), min_size=1, max_size=4)
    )
    def test_any_texts_together_are_explained(self, examples: list[str]) -> None:
        text = "\n\n".join(examples)
        for explanation in explained(text).explanations:
            check(text, explanation)


def check(text: str, explanation: Explanation) -> None:
    assert explanation.sentence.contains(explanation.span)
    for one in explanation.fields:
        if one.span is not None:
            assert one.words == one.span.of(text)
            assert one.words.strip()
        else:
            assert one.words is None
