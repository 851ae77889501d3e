"""Tolls: every combining rule by an invented report, with the sum that a careful recorder would write down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import reading
from reportedly.reading.mentions.mention import Mention, Standing
from reportedly.reading.tolls import of_kind
from reportedly.records import Article, Block, Kind, Span, Toll


def tolls(text: str) -> dict[tuple[Kind, str | None], Toll]:
    article = Article(text=text, blocks=(Block(start=0, end=len(text), role="body"),))
    return {(toll.kind, toll.who): toll for toll in reading.read(article).tolls}


def best(text: str, kind: Kind = "killed", who: str | None = None) -> float | None:
    found = tolls(text).get((kind, who))
    return found.best if found else None


class TestPeopleWithoutANumber:
    @pytest.mark.parametrize(
        ("text", "killed"),
        [
            ("A farmer was shot dead near Lusk.", 1),
            ("A teacher was found dead in her home.", 1),
            ("The body of a councillor was found by the road.", 1),
            ("The journalist's body was found in a well.", 1),
            ("Juma Ramos, a councillor, was gunned down on Monday.", 1),
            ("The mayor and his driver were killed.", 2),
            ("A man, his wife and their daughter were shot dead.", 3),
            ("A father and his three children died when a shell hit their house.", 4),
            ("Gunmen ambushed a bus, killing the driver and a passenger.", 2),
            ("Gunmen ambushed the convoy of a chief, killing him.", 1),
            ("A shell killed Petra Imhaz, a campaigner for clean water.", 1),
            ("Protesters blamed the army for the murder of student leader Ali Bey.", 1),
            ("A gang beat to death a night watchman in Sarn.", 1),
            ("The elder later succumbed to his injuries.", 1),
            ("Muslim cleric Ali Bey was killed in Sarn.", 1),
            ("Mob justice claimed the life of a young man.", 1),
            ("Two traders were hacked to death by unknown men.", 2),
            ("Five villagers had their throats slit by the raiders.", 5),
            ("A priest was kidnapped and later found dead.", 1),
            ("Juma Ramos, who served as a clerk of the old council was killed in Oro.", 1),
            ("Juma Ramos, a clerk, who was part of the circle of Ali Bey was killed.", 1),
            ("Rebels killed Oren Tavi, the mayor of Lusk, and his driver.", 2),
            ("Rebels shot dead Oren Tavi, a teacher at the school in Lusk, and his son.", 2),
            ("Rebels killed a warden, Oren Tavi, and his guard.", 2),
            ("Rebels killed a village elder, Oren Tavi, his wife and his son.", 3),
            ("Rebels killed the warden of Lusk, his wife, and two of their children.", 4),
            ("Rebels killed Oren Tavi, Petra Imhaz and Ali Bey.", 3),
            ("Rebels killed two guards, Oren Tavi and Ali Bey.", 2),
            ("Rebels killed Oren Tavi, his friends and neighbours said.", 1),
        ],
    )
    def test_they_count(self, text: str, killed: int) -> None:
        assert best(text) == killed

    def test_a_number_of_a_counted_group_is_not_added_to_it(self) -> None:
        assert best("Three of the 90 wounded are in hospital.", "injured") == 90
        assert best("Two of the 40 killed were children.") == 40
        assert best("Four of the eight guards and a driver were killed.") == 5

    def test_who_was_hurt_before_is_not_who_died_of_it(self) -> None:
        text = "Three of the 90 wounded died in hospital."
        assert (best(text), best(text, "injured")) == (3, 90)
        text = "Two of the five missing miners were found dead."
        assert (best(text), best(text, "missing")) == (2, 5)

    def test_a_sea_drowns_people_and_not_a_place(self) -> None:
        assert best("Eight migrants drowned off Lusk on Monday.") == 8
        assert best("Snipers picked off Oren Tavi on Monday.") == 1

    def test_a_description_is_no_second_person(self) -> None:
        assert best("The baker, an elder of the valley, was killed at his stall.") == 1
        assert best("Painter and activist Rosa Lind was shot dead.") == 1
        assert best("Rebels killed the mayor, a former teacher, and fled.") == 1
        assert best("Rebels killed the mayor, a teacher, and a guard, and fled.") == 3

    def test_what_the_killed_are_only_said_to_have_reported_kills_nobody(self) -> None:
        assert best("Juma Ramos, who said that the council was shelled, was met in Oro.") is None
        assert best("Petra Imhaz, who had asked where her dog was killed, left Oro.") is None

    def test_a_pronoun_counts_only_where_nobody_else_is_named(self) -> None:
        assert best("Davit Melk was driving home when he was killed.") == 1
        assert best("Two men were killed. Davit Melk says he was nearly killed too.") == 2


class TestNumbersThatSharesAVerb:
    @pytest.mark.parametrize(
        ("text", "killed", "injured"),
        [
            ("A mine killed 13 people on Friday and wounded 21 others beside a mill.", 13, 21),
            (
                "At least seven villagers were killed, including two guards, and 17 were hurt.",
                7,
                17,
            ),
            ("Six were killed and 60 wounded.", 6, 60),
            ("Nine people died in the crush. Twelve others were brought in with injuries.", 9, 12),
            ("Police shot dead four traders.", 4, None),
            ("The raid killed 16 people, an official has said.", 16, None),
        ],
    )
    def test_each_has_its_own_kind(self, text: str, killed: int, injured: int | None) -> None:
        assert (best(text), best(text, "injured")) == (killed, injured)


class TestWholesAndParts:
    @pytest.mark.parametrize(
        ("text", "killed"),
        [
            ("Ten people, including two children, were killed.", 10),
            ("Six people were killed (five men and a boy).", 6),
            (
                "Nine people were killed. Five of the victims died at once, the other four in hospital.",
                9,
            ),
            (
                "Six people have been killed in two raids. Four died in Orl. In another raid, two women were killed.",
                6,
            ),
            ("Twelve people were killed. Four were killed in Orl and eight others in Tor.", 12),
            (
                "Eight people were killed. Six pupils and two teachers died in the school, the governor said.",
                8,
            ),
            ("Twenty people died. Two children were among those killed.", 20),
        ],
    )
    def test_a_whole_is_not_added_to_its_parts(self, text: str, killed: int) -> None:
        assert best(text) == killed

    @pytest.mark.parametrize(
        "text",
        [
            "Twelve people were killed. The twelve died at once.",
            "Gunmen killed 12 miners in a pit. Witnesses say they lined up the 12 miners and killed them.",
            "At least 12 people were killed, the army said. A doctor said that 12 people died.",
        ],
    )
    def test_a_count_told_twice_counts_once(self, text: str) -> None:
        assert best(text) == 12


class TestSums:
    @pytest.mark.parametrize(
        ("text", "killed"),
        [
            ("Nine villagers were killed. Five others died on Sunday.", 14),
            ("Four people were killed on the spot while two others died in hospital.", 6),
            ("Four people were killed. In a separate attack, gunmen killed three.", 7),
            ("Shelling killed five workers. A month later, a sixth worker died.", 6),
            ("Rebels killed 21 policemen and 20 civilians.", 41),
        ],
    )
    def test_what_comes_on_top_is_added(self, text: str, killed: int) -> None:
        assert best(text) == killed

    def test_others_are_not_on_top_of_those_whom_something_else_befell(self) -> None:
        text = "The blast wounded more than 100. The group said that 40 were killed and 60 others wounded."
        assert best(text, "injured") == 100


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        "text",
        [
            "Soldiers killed nine herders, two weeks after rebels killed 11 in the same valley.",
            "A raid last month killed 40 people. On Monday, nine people were killed.",
            "The toll rose to nine, up from seven.",
            "An earlier version of this report said that 15 people had been killed. Nine people were killed.",
            "Nine people were killed. Traffic kills 12 people a day in the country.",
        ],
    )
    def test_other_times_and_figures_taken_back(self, text: str) -> None:
        assert best(text) == 9

    def test_a_raid_of_another_time_counts_where_it_is_all_that_is_told(self) -> None:
        assert best("A raid last month killed 40 people.") == 40


class TestNoncombatants:
    @pytest.mark.parametrize(
        ("text", "all_of_them", "civilians"),
        [
            ("Rebels killed 21 policemen and 20 civilians.", 41, 20),
            ("Eight people, including three soldiers, were killed.", 8, 5),
            ("The shelling killed 28 people, including seven civilians.", 28, 7),
            ("Nine people were killed. At least two of those killed were police.", 9, 7),
            ("Eleven people died. Four of those killed were soldiers and seven were cooks.", 11, 7),
            ("Eight people were killed, and six of the eight were civilians.", 8, 6),
            ("Twelve villagers and three members of a local militia were killed.", 15, 12),
            (
                "The raids killed 264 people. No fewer than 21 civilians were among those killed.",
                264,
                21,
            ),
            ("Twenty-seven people were killed. One of the fatalities was a soldier.", 27, 26),
            ("Raiders shot dead nine villagers (eight civilians and a guard).", 9, 8),
            ("Twelve rebels were killed. Four villagers also died.", 16, 4),
        ],
    )
    def test_they_are_told_apart(self, text: str, all_of_them: int, civilians: int) -> None:
        assert best(text) == all_of_them
        assert best(text, who="noncombatants") == civilians

    @pytest.mark.parametrize("text", ["Sixteen rebels were killed.", "Sixteen people were killed."])
    def test_not_where_all_are_of_one_sort(self, text: str) -> None:
        assert best(text, who="noncombatants") is None


class TestTheEvidence:
    def test_it_is_the_words_of_the_sum(self) -> None:
        text = "Nine villagers were killed, two of them children. Five others died on Sunday."
        toll = tolls(text)["killed", None]
        assert [span.of(text) for span in toll.evidence] == ["Nine", "Five"]

    def test_the_interval_is_the_sum_of_the_intervals(self) -> None:
        toll = tolls("At least nine villagers and two guards were killed.")["killed", None]
        assert (toll.low, toll.high, toll.best) == (11, None, 11)

    def test_none_is_a_toll_too(self) -> None:
        toll = tolls("No one was hurt.")["injured", None]
        assert (toll.low, toll.high, toll.best) == (0, 0, 0)


def _mention(
    start: int, value: int, relation: str | None, side: str | None, trigger: int
) -> Mention:
    span = Span(start, start + 1)
    return Mention(
        start=start, end=start + 1, form="number", sort="count", value=value, low=value, high=value, comparator="exactly",
        hedge=None, unit=None, kind="killed", construction="subject", sentence=0, noun="person", noun_span=span,
        trigger=Span(trigger, trigger + 1), relation=relation, standing=Standing(side=side),  # type: ignore[arg-type]
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.integers(0, 500),
            st.sampled_from([None, "added", "part", "previous"]),
            st.sampled_from([None, "combatant", "civilian"]),
            st.integers(0, 3),
        ),
        max_size=7,
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_told_the_sums_hold(
    told: list[tuple[int, str | None, str | None, int]],
) -> None:
    mentions = [_mention(10 * at, *item) for at, item in enumerate(told)]
    found = {toll.who: toll for toll in of_kind("killed", mentions)}
    own = [item for item in mentions if item.relation != "previous"]
    if not own:
        assert not found
        return
    everybody = found[None]
    assert (everybody.best or 0) <= sum(item.value or 0 for item in own)
    assert set(everybody.evidence) <= {item.span for item in own}
    if "noncombatants" in found:
        assert 0 < (found["noncombatants"].best or 0) < (everybody.best or 0)
