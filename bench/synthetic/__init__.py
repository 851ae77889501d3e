"""Invented ledgers whose truth is known: `python -m bench synthetic --claims 5000`.

What is made follows `docs/how-figures-travel.md`; how well series, origins and conflicts are found is
then measured against what was made.
"""

from bench.synthetic.making import made_pages
from bench.synthetic.measuring import main

__all__ = ["made_pages", "main"]
