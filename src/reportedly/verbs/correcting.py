"""What a person says of a claim's fields: checked, and completed from the words of the figure."""

from collections.abc import Mapping

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.ledger.applying import CORRIGIBLE, fields_of
from reportedly.records import Claim, RecordedClaim, Span, ValidationError


def changed(
    ledger: Ledger, claim: RecordedClaim, fields: Mapping[str, object]
) -> dict[str, object]:
    """The fields that a correction changes, checked, as JSON has them."""
    check_names(fields)
    new = dict(fields)
    place: dict[str, object] = {"start": claim.start, "end": claim.end, "figure": claim.figure}
    if new.get("figure", claim.figure) != claim.figure:
        words = str(new["figure"])
        text = ledger.article(claim.text_hash).text
        low, high = claim.start - len(words) + 1, claim.end + len(words) - 1
        start = text.find(words, max(0, low), high)
        if not words or start < 0:
            raise UsageError(
                f"the page has no {words!r} at {claim.figure!r}: give words of the page that overlap it"
            )
        place = {"start": start, "end": start + len(words), "figure": words}
        new = numbers_of(words) | new
    old = fields_of(claim)
    whole = {name: getattr(claim, name) for name in Claim.model_fields}
    if {"low", "high"} <= new.keys() and "best" not in new:
        new["best"] = new["low"] if new["low"] is not None else new["high"]
    right = checked(whole | new | place)
    after = {name: value for name, value in fields_of(right).items() if value != old[name]}
    if not after:
        raise UsageError(f"claim {claim.id} has these values already: nothing would change")
    return after


def numbers_of(words: str) -> dict[str, object]:
    """What the words of a figure say of its number: low, high, best, comparator, hedge; or nothing."""
    from reportedly.reading.quantities import scan

    found = scan(words)
    if len(found) != 1:
        return {}
    (one,) = found
    return {
        "low": one.low,
        "high": one.high,
        "best": one.value,
        "comparator": one.comparator,
        "hedge": one.hedge,
    }


def check_names(fields: Mapping[str, object]) -> None:
    """Refuse fields that no claim has, or that nobody can give.

    Raises:
        UsageError: one is; the message names the nearest.
    """
    unknown = sorted(set(fields) - set(CORRIGIBLE))
    if unknown:
        from rapidfuzz import fuzz, process

        nearest = process.extractOne(unknown[0], CORRIGIBLE, scorer=fuzz.ratio)[0]
        raise UsageError(
            f"{unknown[0]!r} is not a field of a claim that can be given; nearest: {nearest}. "
            f"All of them: {', '.join(CORRIGIBLE)}"
        )


def checked(fields: Mapping[str, object]) -> Claim:
    """The claim of some fields.

    Raises:
        UsageError: a value is none, or the numbers do not go together.
    """
    try:
        return Claim.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the numbers"
        raise UsageError(f"{where}: {first['msg'].removeprefix('Value error, ')}") from error


def place_of(text: str, words: str, start: int | None, where: str) -> Span:
    """Where words stand in a text."""
    places: list[int] = []
    at = text.find(words) if words.strip() else -1
    while at >= 0 and len(places) < 20:
        places.append(at)
        at = text.find(words, at + 1)
    if start is not None:
        places = [start] if words.strip() and text.startswith(words, start) and start >= 0 else []
    if not places:
        raise UsageError(
            f"{where} has no {words[:80]!r}: give the figure's words as they stand there"
        )
    if len(places) > 1:
        shown = ", ".join(str(one) for one in places)
        raise UsageError(f"{where} has {words!r} several times, at characters {shown}: say which")
    return Span(places[0], places[0] + len(words))


def claim_of(text: str, span: Span, fields: Mapping[str, object]) -> Claim:
    """The claim that a person makes of some words."""
    check_names(fields)
    if not fields.get("kind"):
        raise UsageError("a claim needs its kind: killed, injured, deployed ...")
    words = span.of(text)
    whole = numbers_of(words) | {name: value for name, value in fields.items() if name != "figure"}
    if not {"low", "high", "comparator"} <= whole.keys():
        known = {"low": None, "high": None} | whole
        if known["low"] is None and known["high"] is None:
            raise UsageError(f"{words!r} has no number that can be read: give low, high, or both")
        whole = {"comparator": _comparator(known["low"], known["high"])} | known
    return checked(whole | {"start": span.start, "end": span.end, "figure": words})


def _comparator(low: object, high: object) -> str:
    if low is None or high is None:
        return "at_most" if low is None else "at_least"
    return "exactly" if low == high else "between"
