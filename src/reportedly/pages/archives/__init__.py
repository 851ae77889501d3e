"""Archives: files that hold many pages, each an input of its own with what its record says of it.

WARC and WET as crawlers write them, and Parquet, are opened by native code and may come from anybody:
a process with limits (`unpacker`) opens them, and this one is sent pages of bounded size (`unpacking`).
"""

from reportedly.pages.archives.formats import ENDINGS, ending, form_of

__all__ = ["ENDINGS", "ending", "form_of"]
