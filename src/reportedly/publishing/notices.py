"""Changes in series as RSS: a feed of what the news newly says, each with its words."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from lxml import etree

from reportedly.publishing.files import whole
from reportedly.publishing.showing import one_line
from reportedly.records import SeriesChange

TITLE = "What changed in the reported figures"
ABOUT = "Figures as pages report them, with their words, by reportedly. It says who said what, never what is true."


def write_rss(path: Path, changes: Sequence[SeriesChange]) -> None:
    """Write changes as an RSS 2.0 feed; a reader finds the former file or the whole new one.

    Args:
        path: the file.
        changes: the latest first.

    Raises:
        UsageError: it cannot be written.
    """
    with whole(path) as file:
        file.write(rss(changes))


def rss(changes: Sequence[SeriesChange]) -> bytes:
    """The feed of some changes, the latest first: the same bytes for the same changes."""
    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    _put(channel, "title", TITLE)
    _put(channel, "link", "https://reportedly.readthedocs.io/")
    _put(channel, "description", ABOUT)
    if changes:
        _put(channel, "lastBuildDate", _moment(changes[0].at))
    for change in changes:
        item = etree.SubElement(channel, "item")
        _put(item, "title", change.line())
        if change.page.startswith(("http://", "https://")):
            _put(item, "link", change.page)
        _put(item, "description", f"“{change.sentence}”" if change.sentence else change.figure)
        _put(item, "category", change.type)
        _put(item, "pubDate", _moment(change.at))
        guid = etree.SubElement(item, "guid", isPermaLink="false")
        guid.text = f"reportedly:{change.id}"
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _put(parent: etree._Element, name: str, words: str) -> None:
    shown = one_line(words)
    etree.SubElement(parent, name).text = "".join(filter(_is_of_xml, shown))


def _is_of_xml(character: str) -> bool:
    """Whether XML 1.0 can hold a character: no half of a surrogate pair, none of the two that never are."""
    return not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff"


def _moment(at: str) -> str:
    return format_datetime(datetime.fromisoformat(at))
