"""How one figure stands to another: the relation and the other figure, by an invented report each."""

import pytest

from reportedly import reading
from reportedly.records import Article, Block

CASES: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    # added
    ("Nine people died on Monday. Another six died on Tuesday.", [("Nine", None, None), ("six", "added", "Nine")]),
    ("Three died at once and two others died later.", [("Three", None, None), ("two", "added", "Three")]),
    ("Another 40 people were arrested on Friday.", [("40", "added", None)]),
    ("Nine people were killed and 12 others were wounded.", [("Nine", None, None), ("12", None, None)]),
    # part
    ("Ten people were killed, including a child.", [("Ten", None, None), ("a", "part", "Ten")]),
    ("Five people, two of them women, were wounded.", [("Five", None, None), ("two", "part", "Five")]),
    ("Of the 34 injured, six are in serious condition.", [("34", None, None), ("six", "part", "34")]),
    ("Nine died. The other four died later.", [("Nine", None, None), ("four", "part", "Nine")]),
    ("Six people were killed (five men and a boy).", [("Six", None, None), ("five", "part", "Six"), ("a", "part", "Six")]),
    # previous
    ("The toll is 13 dead, up from nine.", [("13", None, None), ("nine", "previous", "13")]),
    ("The toll rose from 41 to 58.", [("41", "previous", "58"), ("58", None, None)]),
    ("The toll was put up to 41 from 36.", [("41", None, None), ("36", "previous", "41")]),
    ("The number of missing fell from 12 to five.", [("12", "previous", "five"), ("five", None, None)]),
    ("The initial death toll of seven rose to nine.", [("seven", "previous", "nine"), ("nine", None, None)]),
    (
        "The army says 40 rebels were killed; police previously reported 25 dead.",
        [("40", None, None), ("25", "previous", "40")],
    ),
    # corrects
    (
        "An earlier version of this report said that 15 soldiers had been killed. The army gives the number as 13.",
        [("15", "corrects", "13"), ("13", None, None)],
    ),
    ("The blast killed 14 people, not 12 as was reported.", [("14", None, None), ("12", "corrects", "14")]),
    # rate
    ("The strikes kill 12 people a day.", [("12", "rate", None)]),
    ("Some 400 people cross the border every day.", [("Some 400", "rate", None)]),
    ("Every day 12 people are killed in Torva.", [("12", "rate", None)]),
    ("An average of 12 people died each day in March.", [("12", "rate", None)]),
    ("On average 12 people die on the roads every day.", [("12", "rate", None)]),
    ("The visitors came on day 12.", []),
    ("Gunmen killed 12 herders a day after the raid.", [("12", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*case, id=case[0][:60]) for case in CASES]
)
def test_relation(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    article = Article(text=text, blocks=(Block(start=0, end=len(text), role="body"),))
    found = []
    for claim in reading.read(article).claims:
        of = claim.relation.of if claim.relation else None
        found.append((claim.figure, claim.relation and claim.relation.type, of and of.of(text)))
    assert found == expected
