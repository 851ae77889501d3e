"""What a page changed, worked out from series before and after."""

from reportedly.reconciling.conflicts import conflicts_of
from reportedly.records import Series, SeriesChange, Statement
from reportedly.verbs.watching.changes import Standing, changes_of
from tests.reconciling.invented import said

AT = "2026-03-12T10:00:00Z"
NEW = "2026-03-11.txt"


def series(*statements: Statement, apart: tuple[Statement, ...] = ()) -> Series:
    fields = {"id": "tarn", "title": "killed: people, Tarn", "kind": "killed", "window": "event"}
    more = {"verdict": "", "statements": statements, "apart": apart}
    return Series.model_validate(fields | more)


def standing(*found: Series) -> Standing:
    return Standing(found, conflicts_of(found))


def changes(before: Standing, after: Standing, page: str = NEW) -> list[SeriesChange]:
    return changes_of(page, before, after, AT)


def told(before: Standing, after: Standing, page: str = NEW) -> list[str]:
    return [f"{one.type}: {one.line()}" for one in changes(before, after, page)]


OLD = said(3000, "Ada Brunn", "2026-03-10", origin="Ada Brunn", figure="3,000")
HIGHER = said(4000, "Ivo Prell", "2026-03-11", origin="Ivo Prell", figure="4,000")


def test_a_first_figure() -> None:
    assert told(Standing(), standing(series(HIGHER))) == [
        "first figure: killed: people, Tarn: 4,000, first figure, Ivo Prell (The Tarn Post)"
    ]


def test_a_new_figure_of_a_new_origin() -> None:
    found = changes(standing(series(OLD)), standing(series(OLD, HIGHER)))
    assert [one.line() for one in found] == [
        "killed: people, Tarn: 3,000 → 4,000, new origin: Ivo Prell (The Tarn Post)"
    ]
    assert (found[0].before, found[0].figure, found[0].new_origin) == ("3,000", "4,000", True)


def test_a_new_figure_of_a_known_origin_follows_its_own() -> None:
    mine = said(3500, "Ada Brunn", "2026-03-11", origin="Ada Brunn", figure="3,500")
    between = said(3200, "Ivo Prell", "2026-03-10", origin="Ivo Prell", figure="3,200")
    assert told(standing(series(OLD, between)), standing(series(OLD, between, mine))) == [
        "new figure: killed: people, Tarn: 3,000 → 3,500, Ada Brunn (The Tarn Post)"
    ]


def test_a_new_origin_for_a_known_figure() -> None:
    same = said(3000, "Ivo Prell", "2026-03-11", origin="Ivo Prell", figure="3,000")
    assert told(standing(series(OLD)), standing(series(OLD, same))) == [
        "new origin: killed: people, Tarn: 3,000, new origin: Ivo Prell (The Tarn Post)"
    ]


def test_what_its_voice_had_said_before_is_no_change_whoever_prints_it() -> None:
    again = said(3000, "Ada Brunn", "2026-03-11", origin="Ada Brunn", figure="3,000")
    assert told(standing(series(OLD)), standing(series(OLD, again))) == []
    elsewhere = said(9, "Ida Lunt", "2026-03-12", origin="Ida Lunt")
    assert told(standing(series(OLD)), standing(series(OLD, elsewhere))) == []


def test_a_correction() -> None:
    wrong = said(
        4100, "Ada Brunn", "2026-03-11", origin="Ada Brunn", figure="4,100", apart="corrected"
    )
    assert told(standing(series(OLD)), standing(series(OLD, HIGHER, apart=(wrong,)))) == [
        "correction: killed: people, Tarn: 4,100 → 4,000, corrected, new origin: Ivo Prell (The Tarn Post)"
    ]


def test_a_further_version_of_a_page() -> None:
    first = said(3000, "Ivo Prell", "2026-03-11", origin="Ivo Prell", figure="3,000", id="first")
    left = first.model_copy(update={"apart": "changed in a later version of the page"})
    assert told(standing(series(first)), standing(series(HIGHER, apart=(left,)))) == [
        "new figure: killed: people, Tarn: 3,000 → 4,000, Ivo Prell (The Tarn Post, page changed)"
    ]


def test_a_page_that_is_withdrawn() -> None:
    left = HIGHER.model_copy(update={"apart": "withdrawn"})
    (found,) = told(standing(series(OLD, HIGHER)), standing(series(OLD, apart=(left,))))
    assert found == (
        "withdrawn: killed: people, Tarn: 4,000 (Ivo Prell) withdrawn: its publisher took the page back "
        "(The Tarn Post)"
    )
    assert told(standing(series(OLD)), standing(series(OLD, apart=(left,)))) == []


def test_a_new_conflict() -> None:
    lower = said(900, "Ivo Prell", "2026-03-11", origin="Ivo Prell", figure="900")
    found = changes(standing(series(OLD)), standing(series(OLD, lower)))
    assert [one.type for one in found] == ["new figure", "new conflict"]
    assert found[1].line() == (
        "killed: people, Tarn: 900 (Ivo Prell) against 3,000 (Ada Brunn): both cannot have held when "
        "they were said (The Tarn Post)"
    )
    assert told(standing(series(OLD, lower)), standing(series(OLD, lower))) == []


def test_series_that_become_one_are_compared_with_both() -> None:
    one, other = series(OLD), series(HIGHER.model_copy(update={"page": "other.txt"}))
    third = said(5000, "Ida Lunt", "2026-03-11", origin="Ida Lunt", figure="5,000")
    joined = series(OLD, HIGHER.model_copy(update={"page": "other.txt"}), third)
    before = Standing((one, other.model_copy(update={"id": "other"})))
    assert told(before, Standing((joined,))) == [
        "new figure: killed: people, Tarn: 4,000 → 5,000, new origin: Ida Lunt (The Tarn Post)"
    ]


def test_changes_have_names_that_hold() -> None:
    first, second = (changes(Standing(), standing(series(HIGHER)))[0] for _ in range(2))
    assert first == second
    assert first.model_dump_json() == second.model_dump_json()
