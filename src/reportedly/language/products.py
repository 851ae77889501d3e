"""Products of matrices whose rows come out the same whatever other rows stand beside them.

A sentence must get the same tree in whatever company it is read. Libraries choose how to multiply by the
size of what they are given, and add up in another order, so that the last bits of a row differ with the
number of rows. numpy's library, OpenBLAS, is given blocks of one size only, and is asked first whether
it treats all rows of a block alike. Where it does not, as on processors whose instructions it uses in
another way for every third row, BLIS multiplies, which always does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.floating[Any]]

ROWS: Final = 48
"""Rows of a block: whole strides of all processors that were tried, and few to be filled up."""

_BLIS = NumpyOps()


class Weights:
    """The weights of a linear layer, a row an output, ready to be multiplied with."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows
        self._columns = np.ascontiguousarray(rows.T)
        self._in_blocks = treats_rows_alike(self._columns.__rmatmul__, len(self._columns))

    def times(self, inputs: Floats) -> Floats:
        """The outputs for each row of ``inputs``."""
        if self._in_blocks:
            return _by_blocks(inputs, self._columns)
        product: Floats = _BLIS.gemm(inputs, self._rows, trans2=True)
        return product


def on_one_core() -> AbstractContextManager[object]:
    """While it is entered, numpy multiplies without threads: blocks are too small to be worth them."""
    limit: AbstractContextManager[object] = _threads().limit(limits=1)
    return limit


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def _by_blocks(inputs: Floats, columns: Floats) -> Floats:
    count, width = len(inputs), columns.shape[1]
    whole = count - count % ROWS
    outputs = np.empty((count, width), "f")
    if whole:
        blocks = inputs[:whole].reshape(-1, ROWS, inputs.shape[1])
        np.matmul(blocks, columns, out=outputs[:whole].reshape(-1, ROWS, width))
    if whole < count:
        last = np.zeros((ROWS, inputs.shape[1]), "f")
        last[: count - whole] = inputs[whole:]
        outputs[whole:] = (last @ columns)[: count - whole]
    return outputs


def treats_rows_alike(times: Callable[[Floats], Floats], inputs: int) -> bool:
    """Whether a row of a block has the same product at each place in the block: all moved on by one."""
    rows = np.cos(np.arange(ROWS * inputs, dtype="f")).reshape(ROWS, -1)
    with on_one_core():
        return np.array_equal(np.roll(times(rows), 1, 0), times(np.roll(rows, 1, 0)))
