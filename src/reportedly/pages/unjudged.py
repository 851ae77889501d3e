"""What `parsing` offers to the worker, without the judgement whether a page is an English article.

For those who ask for the main text of any page at all: `annotate --format bodies`.
"""

from reportedly.pages.parsing import from_text, prepare
from reportedly.pages.parsing import read as parse

__all__ = ["from_text", "parse", "prepare"]
