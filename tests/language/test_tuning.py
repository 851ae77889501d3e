"""Tuning goes on from a trained reader, and gives the mean of its runs."""

import random

import numpy as np

from reportedly.language.learning import Sentence
from reportedly.language.tuning import Lessons, mean

SETTINGS = {"reader": {"lower_case": 0.0}, "tuning": {"joined": 0.5, "cut": 0.0}}


def sentence(size: int) -> Sentence:
    places = np.arange(size)
    return Sentence(places[:, None], places, places - 1, places)


def test_the_mean_of_runs_is_that_of_each_parameter() -> None:
    runs = [
        {"mix": np.array([1.0, 2.0], "f"), "tag": np.array([[4.0]], "f")},
        {"mix": np.array([3.0, 4.0], "f"), "tag": np.array([[0.0]], "f")},
    ]
    assert {name: value.tolist() for name, value in mean(runs).items()} == {
        "mix": [2.0, 3.0],
        "tag": [[2.0]],
    }
    assert mean(runs)["mix"].dtype == np.float32


def test_sentences_are_joined_otherwise_in_each_epoch_and_no_word_is_lost() -> None:
    documents = [[sentence(size) for size in range(1, 12)]]
    lessons = Lessons(documents, documents, SETTINGS, random.Random(1))
    first, second = lessons(0), lessons(1)
    assert [len(own) for own in first] != [len(own) for own in second]
    for epoch in (first, second):
        assert sum(len(own) for own in epoch) == sum(range(1, 12))
        assert len(epoch) < len(documents[0])


def test_equal_seeds_give_equal_lessons() -> None:
    documents = [[sentence(size) for size in range(1, 12)]]
    lengths = [
        [len(own) for own in Lessons(documents, documents, SETTINGS, random.Random(7))(0)]
        for _ in range(2)
    ]
    assert lengths[0] == lengths[1]
