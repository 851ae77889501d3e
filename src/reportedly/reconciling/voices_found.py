"""A voice by the name that it is shown by, in what is kept of a ledger."""

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import scoped_voices, tellings, voice_names
from reportedly.reconciling.origins import initials
from reportedly.reconciling.spellings import OWN


def series_of_voice(kept: Kept, name: str) -> list[str]:
    """The ids of series with a statement of a voice that may be shown by a name.

    A name with its place behind it, and the initials that an agency signs by, are looked for too, so
    that some voices are found that have another name in the end.
    """
    bare = name.rpartition(" (")[0] if name.endswith(")") else ""
    names = [number_of(one) for one in (name, bare) if one]
    keys = {number_of(f"{OWN}{name}"), number_of(f"{OWN}{initials(name)}")}
    keys |= {
        row.head_key for row in kept.chosen([voice_names.c.head_key], voice_names.c.name_key, names)
    }
    keys |= {
        row.voice_key
        for row in kept.chosen([scoped_voices.c.voice_key], scoped_voices.c.name_key, names)
    }
    found = kept.chosen([tellings.c.series_id], tellings.c.voice_key, sorted(keys))
    return sorted({row.series_id for row in found if row.series_id})
