"""Voices as people decided: what they said is one is one voice, what they parted is two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, said_by
from reportedly.reconciling.hearing import meant
from reportedly.reconciling.origins import Spoken
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.spellings import OWN, Voice, bin_of, is_spelling, words_of_body
from reportedly.reconciling.voices import Named, key_of_voice, named_in
from reportedly.reconciling.wordings import is_description


def named_as_decided(
    spoken: Sequence[Spoken], publishers: Iterable[str], decided: Decided
) -> Named:
    """What the names of all units of a ledger come to, as people decided.

    What they say of a name can join voices of any units: all units must be given.
    """
    named = named_in(spoken, publishers)
    if not decided:
        return named
    called: dict[Voice, set[Meant]] = defaultdict(set)
    counts: Counter[Voice] = Counter()
    for unit in spoken:
        counts.update(unit.of.values())
        for voice, names in unit.called.items():
            called[voice] |= names
    named = replace(named, agencies=_agencies(named, called, decided))
    for voice in [voice for voice in called if voice.scope == OWN]:
        agency = named.agencies.get(voice.name)
        if agency is not None:
            called[voice].add(meant(agency))
    ordered = sorted(called, key=lambda v: (-counts[v], -len(v.name), v))
    voices = decided.applied({voice: called[voice] for voice in ordered})
    ruled = {voice for voice in ordered if len(voices.with_it(voice)) > 1}
    spelled = _spellings(ordered, spoken, named, voices)
    keys = _keys(ordered, voices, named)
    shown = _shown(ordered, voices, ruled, keys)
    heads = {voice.name: keys[voice] for voice in ordered if not voice.scope}
    for head in set(heads.values()) - shown.keys():
        same = [v for v in ordered if keys[v] == head and not v.scope]
        shown[head] = same[0].name
    merges = [
        replace(merge, identity=shown[keys[voice]]) for voice, merge in spelled if not voice.scope
    ]
    merges += _said(called, voices, decided, keys, shown)
    return replace(named, heads=heads, keys=keys, shown=shown, merges=tuple(merges))


def _agencies(named: Named, called: Mapping[Voice, set[Meant]], decided: Decided) -> dict[str, str]:
    """The agencies that pages credit by their initials, but for those that people parted from them."""
    return {
        form: name
        for form, name in named.agencies.items()
        if not any(
            decided.parted(one, meant(name, one.scope)) for one in called.get(Voice(form, OWN), ())
        )
    }


def _spellings(
    ordered: Sequence[Voice], spoken: Sequence[Spoken], named: Named, voices: Partition[Voice]
) -> list[tuple[Voice, Merge]]:
    """Join the voices that are one by their names, unless somebody parted them; with the reasons."""
    bins: dict[str, list[Voice]] = defaultdict(list)
    local: dict[str, list[Voice]] = defaultdict(list)
    for voice in ordered:
        if not voice.scope:
            bins[bin_of(voice.name)].append(voice)
        elif voice.scope == OWN:
            local[f"{OWN}{named.agencies.get(voice.name, voice.name)}"].append(voice)
        else:
            local[key_of_voice(voice, {})].append(voice)
    for same in local.values():
        voices.join_all(same)
    found = []
    for same in bins.values():
        for first, second in combinations(same, 2):
            if (
                is_spelling(first.name, second.name)
                and not voices.one(first, second)
                and voices.join(first, second)
                and words_of_body(first.name) != words_of_body(second.name)
            ):
                found.append((second, Merge(second.name, first.name, "spelling")))
    for link in sorted({link for unit in spoken for link in unit.links}):
        a, b = Voice(link.form), Voice(link.name)
        if not voices.one(a, b) and voices.join(a, b):
            found.append((a, link))
    return found


def _keys(ordered: Sequence[Voice], voices: Partition[Voice], named: Named) -> dict[Voice, str]:
    """The key of each voice: that of the first of those that are one with it."""
    keys: dict[Voice, str] = {}
    used: set[str] = set()
    for voice in sorted(ordered, key=lambda v: (bool(v.scope), v)):
        if voice in keys:
            continue
        key = key_of_voice(voice, {})
        if voice.scope == OWN:
            key = f"{OWN}{named.agencies.get(voice.name, voice.name)}"
        if key in used:  # parted from one whose words are the same
            key = "\n".join((voice.name, voice.scope))
        used.add(key)
        keys |= dict.fromkeys(voices.with_it(voice), key)
    return keys


def _shown(
    ordered: Sequence[Voice],
    voices: Partition[Voice],
    ruled: set[Voice],
    keys: Mapping[Voice, str],
) -> dict[str, str]:
    """The names that stand for voices that people said are one: no description if there is another."""
    rank = {voice: at for at, voice in enumerate(ordered)}
    shown: dict[str, str] = {}
    for voice in ordered:
        one = sorted(voices.with_it(voice), key=rank.__getitem__)
        if ruled.isdisjoint(one) or keys[voice] in shown:
            continue
        named = [v for v in one if not is_description("actor", v.name)]
        shown[keys[voice]] = (named or one)[0].name
    return shown


def _said(
    called: Mapping[Voice, Iterable[Meant]],
    voices: Partition[Voice],
    decided: Decided,
    keys: Mapping[Voice, str],
    shown: Mapping[str, str],
) -> Iterator[Merge]:
    """What people said is one, where pages use both names."""
    by_name: dict[str, list[Voice]] = defaultdict(list)
    for voice in sorted(called):
        for key in sorted({name.key for name in called[voice]}):
            by_name[key].append(voice)
    for decision, first, second in decided.joins:
        ones, others = by_name.get(first.key, ()), by_name.get(second.key, ())
        one = next((a for a in ones if any(voices.one(a, b) for b in others)), None)
        if one is not None:
            why = said_by(decision)
            name = shown.get(keys[one], one.name)
            yield Merge(decision.first, decision.second, why, "decision", name)
