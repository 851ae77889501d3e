"""Rows of products do not depend on the rows beside them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language import products
from reportedly.language.products import ROWS, Floats, Weights

INPUTS = 24
CHANCE = np.random.default_rng(1)
MATRIX = CHANCE.standard_normal((10, INPUTS)).astype("f")
ROW = CHANCE.standard_normal(INPUTS).astype("f")


def weights(monkeypatch: pytest.MonkeyPatch, *, in_blocks: bool) -> Weights:
    monkeypatch.setattr(products, "treats_rows_alike", lambda *_: in_blocks)
    return Weights(MATRIX)


def with_others(count: int, place: int) -> Floats:
    rows = np.random.default_rng(count).standard_normal((count, INPUTS)).astype("f")
    rows[place] = ROW
    return rows


@given(st.integers(1, 3 * ROWS), st.data())
def test_a_row_is_the_same_alone_and_among_any_number_of_others(
    count: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, count - 1))
    layer = Weights(MATRIX)
    found = layer.times(with_others(count, place))
    assert found.shape == (count, 10)
    assert found[place].tobytes() == layer.times(ROW[None])[0].tobytes()


@pytest.mark.parametrize("in_blocks", [True, False])
@pytest.mark.parametrize("count", [0, 1, ROWS - 1, ROWS, ROWS + 1, 5 * ROWS])
def test_both_ways_multiply(monkeypatch: pytest.MonkeyPatch, in_blocks: bool, count: int) -> None:
    layer = weights(monkeypatch, in_blocks=in_blocks)
    rows = np.random.default_rng(2).standard_normal((count, INPUTS)).astype("f")
    np.testing.assert_allclose(layer.times(rows), rows @ MATRIX.T, rtol=1e-4, atol=1e-5)


def test_a_library_that_favours_some_rows_is_found_out() -> None:
    def favouring(rows: Floats) -> Floats:
        """Adds up every third row in another order, as some libraries do."""
        result: Floats = rows @ MATRIX.T
        result[::3] = rows[::3, ::-1] @ MATRIX.T[::-1]
        return result

    assert not products.treats_rows_alike(favouring, INPUTS)
