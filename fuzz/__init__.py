"""Searches for inputs that break the program: `python -m fuzz`; see `docs/fuzzing.md`."""
