"""Reading CoNLL-U: text, multiword tokens, heads, genres."""

import gzip
from pathlib import Path

from spacy.vocab import Vocab

from reportedly.language.treebank import documents, genre_of, gold_doc

ROWS = """\
# newdoc id = GUM_news_orlenz
# sent_id = 1
1	Nobody	nobody	PRON	NN	Number=Sing	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	Tense=Past	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	die	die	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	SpaceAfter=No

# sent_id = 2
1-2	dunno	_	_	_	_	_	_	_	SpaceAfter=No
1	do	do	AUX	VBP	_	2	aux	_	_
2	know	know	VERB	VB	_	0	root	_	_
3	!	!	PUNCT	.	_	2	punct	_	_

# newdoc id = reviews-17
# sent_id = 3
1	Good	good	ADJ	JJ	Degree=Pos	0	root	_	_
"""


def test_documents(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.conllu", tmp_path / "a.conllu.gz"
    plain.write_text(ROWS, encoding="utf-8")
    packed.write_bytes(gzip.compress(ROWS.encode()))
    first, second = documents(plain)
    assert list(documents(packed)) == [first, second]
    assert first.text == "Nobody didn't die. dunno!"
    assert (first.genre, second.genre) == ("GUM news", "EWT reviews")
    assert [word.form for word in first.sentences[1]] == ["du", "nno", "!"]


def test_the_gold_document_spells_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(ROWS, encoding="utf-8")
    document = next(documents(path))
    doc = gold_doc(document, Vocab())
    assert doc.text == document.text
    assert [sentence.text for sentence in doc.sents] == ["Nobody didn't die.", "dunno!"]
    assert [token.head.text for token in doc][:3] == ["die", "die", "die"]


def test_genres() -> None:
    assert genre_of("GUM_interview_x") == "GUM interview"
    assert genre_of("weblog-blogspot.com_a") == "EWT weblog"
