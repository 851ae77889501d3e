"""Kinds: what happened to what is counted, from phrases, verbs, nouns and the order of words."""
