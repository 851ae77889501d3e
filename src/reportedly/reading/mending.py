"""Sentences that the splitter cut in the middle, put together again before anything is read in them.

A number or an abbreviation at a line's start ("16 | villagers died") is the usual place. A sentence of news ends
with a mark or with its line; one that does neither goes on.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language.columns import forms_of, sentences_of

# "N. Korean", "J. Ramos": the stop belongs to the letter.
_INITIAL = re.compile(r"[A-Z]\.")
# The stop of an abbreviation that a number follows: "the No. 3 seed".
_NUMBERED = frozenset({"No.", "Nos.", "no.", "nos."})
_DASHES = frozenset("–-")
_ENDS = frozenset(".!?…:;\"”’')]}»–—-|•*")


@Language.factory("mending", requires=["doc.sents"], assigns=["doc.sents", "token.is_sent_start"])
def create_mending(nlp: Language, name: str) -> "Mending":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline, behind the splitter."""
    return Mending()


class Mending:
    """Takes back sentence starts that follow no mark and no line break."""

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        for index in find(doc):
            doc[index].is_sent_start = False
        return doc


def find(doc: Doc) -> list[int]:
    """Indices of the tokens that start a sentence by mistake."""
    boundaries = set(doc._.boundaries)
    forms = forms_of(doc)
    wrong: list[int] = []
    kept = 0
    for index, _ in sentences_of(doc)[1:]:
        before = forms.texts[index - 1]
        digits = forms.texts[index][:1].isdigit()
        ranged = before in _DASHES and index > 1 and forms.texts[index - 2][-1:].isdigit()
        goes_on = digits and (ranged or before in _NUMBERED)
        ends = before[-1:] in _ENDS or before.isspace()
        mark = ends and not (goes_on or _INITIAL.fullmatch(before))
        if mark or forms.starts[index] in boundaries or index - kept > LONGEST:
            kept = index
        else:
            wrong.append(index)
    return wrong


LONGEST = 120
"""Tokens that a mended sentence may have at most: a text without marks stays cut."""
