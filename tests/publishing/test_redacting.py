"""Names of private persons are covered in what is published; those who speak in public stay."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.publishing.carrying import WholeClaim, carried
from reportedly.publishing.exports import flat
from reportedly.publishing.redacting import COVER, redacted_series
from reportedly.records import RecordedClaim
from tests.publishing.drawn import series, told
from tests.publishing.test_exports import recorded


def covered(sentence: str, **fields: object) -> str:
    claim = recorded(
        **{"sentence": sentence, "source": "Ida Lunt", "publisher": "Tarn Post"} | fields
    )
    (one,) = carried([claim], redact=True)
    return one.sentence


def cover(name: str) -> str:
    return "".join(COVER if sign.isalpha() else sign for sign in name)


class TestWho:
    def test_a_private_person_is_covered_and_an_official_who_speaks_is_not(self) -> None:
        said = covered("Two people, Juma Ramos and Ana Kessel, were killed, mayor Ida Lunt said.")
        assert (
            said
            == f"Two people, {cover('Juma Ramos')} and {cover('Ana Kessel')}, were killed, mayor Ida Lunt said."
        )

    def test_a_source_without_an_office_stays(self) -> None:
        assert covered("At least 40 died, Ida Lunt said.") == "At least 40 died, Ida Lunt said."

    def test_a_holder_of_an_office_stays_though_he_does_not_speak(self) -> None:
        sentence = "At least 40 died before Governor Pavel Oron came with Mrs Bela Quint."
        assert covered(sentence) == sentence.replace("Bela Quint", cover("Bela Quint"))

    def test_a_surname_by_itself_is_covered_where_the_page_has_the_whole_name(self) -> None:
        said = covered("Juma Ramos died with 3 others. Ramos's son lives.")
        assert "Ramos" not in said
        assert said.endswith("son lives.")

    def test_a_particle_does_not_leave_a_part_of_the_name(self) -> None:
        assert "Cruz" not in covered("The body of Juan de la Cruz was found.")

    def test_places_bodies_peoples_and_days_stay(self) -> None:
        sentence = (
            "On Monday 40 people died in South Korea and the United Kingdom, the Valley Guard and the "
            "Tarn Post reported. The North Korean army of New York sent Ministry of Defence staff."
        )
        assert covered(sentence) == sentence

    def test_a_relative_of_a_speaker_is_covered(self) -> None:
        assert "Maria" not in covered("Maria Lunt, 34, died with 39 others.")

    def test_words_of_figures_are_never_covered(self) -> None:
        sentence = "Forty Thousand Three died."
        assert covered(sentence, figure="Forty Thousand Three") == sentence


class TestWhatStays:
    def test_all_claims_of_a_page_are_judged_together(self) -> None:
        one = recorded(sentence="Bela Quint said 3 died.", source="Bela Quint")
        other = recorded(sentence="Bela Quint met Juma Ramos.", source=None)
        found = list(carried([one, other], redact=True))
        assert found[1].sentence == f"Bela Quint met {cover('Juma Ramos')}."

    @given(st.text(max_size=200))
    def test_offsets_hold_and_nothing_but_letters_is_covered(self, sentence: str) -> None:
        found = covered(sentence)
        assert len(found) == len(sentence)
        assert all(
            a == b or (b == COVER and a.isalpha()) for a, b in zip(sentence, found, strict=True)
        )

    def test_without_redaction_claims_are_as_they_were(self) -> None:
        claim = recorded()
        assert list(carried([claim])) == [claim]

    def test_the_other_fields_are_covered_too(self) -> None:
        claim = recorded(
            sentence="x", who="Juma Ramos", counted="sons of Juma Ramos", title="Juma Ramos dies"
        )
        (one,) = carried([claim], redact=True)
        assert not any("Ramos" in str(value) for value in flat(one).values())

    def test_a_series_for_a_chart(self) -> None:
        statement = told("2", 2, 2, "2025-01-05", sentence="Juma Ramos was one of 2.")
        drawn = redacted_series(series(statement, apart=(statement,)))
        assert "Ramos" not in drawn.model_dump_json()


class TestFullText:
    def test_a_claim_carries_the_whole_text_only_where_asked_for(self) -> None:
        assert not isinstance(next(carried([recorded()])), WholeClaim)
        (one,) = carried([recorded()], text_of=lambda _: "All of it.")
        assert isinstance(one, WholeClaim)
        assert flat(one)["text"] == "All of it."

    def test_it_is_covered_as_the_sentence_is(self) -> None:
        def text_of(_: str) -> str:
            return "Juma Ramos died. Ida Lunt said so."

        claim = recorded(source="Ida Lunt", sentence="Ramos died.")
        (one,) = carried([claim], redact=True, text_of=text_of)
        assert isinstance(one, WholeClaim)
        assert one.text == f"{cover('Juma Ramos')} died. Ida Lunt said so."
        assert one.sentence == f"{cover('Ramos')} died."

    def test_each_text_is_fetched_once(self) -> None:
        asked: list[str] = []

        def text_of(text_hash: str) -> str:
            asked.append(text_hash)
            return "words"

        claims: list[RecordedClaim] = [recorded(), recorded(), recorded(text_hash="b" * 64)]
        assert len(list(carried(claims, text_of=text_of))) == 3
        assert len(asked) == 2
