"""Mentions: what a text counts, measures or names, place by place."""
