"""Fingerprints by which near copies of a text are found: one-permutation MinHash.

Of the shingles (three words in a row) of a text, each is hashed once; the hashes fall into 64 bins,
and the least of each bin is kept (Li, Owen, Zhang 2012). Empty bins of a short text borrow from the
next full one (Shrivastava, Li 2014). The share of equal values estimates the Jaccard similarity of
two texts' shingles. Four values make a band: texts that share one of 16 bands are looked at.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

BINS, BANDS = 64, 16
ROWS = BINS // BANDS
SHINGLE = 3  # words
FEWEST = 24  # shingles: shorter texts (results, notices of death) are alike without being copies
ALIKE = 0.4  # estimated similarity from which one text is a near copy of the other
BIN_SHIFT = 26  # of the 32 bits of a hash the first 6 name the bin
WORDS = re.compile(r"\w+")
BORROWED = 0x9E3779B1  # mixes in how far a value was borrowed


class Fingerprint(NamedTuple):
    """`values` are 64 unsigned 32-bit numbers, `bands` 16 signed ones that an index can hold."""

    values: tuple[int, ...]
    bands: tuple[int, ...]

    def packed(self) -> bytes:
        return array("I", self.values).tobytes()


def fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint of a body; None for a text too short to be told from others."""
    words = WORDS.findall(text.casefold())
    if len(words) < FEWEST + SHINGLE - 1:
        return None
    values = filled(least_of_each_bin(words))
    return Fingerprint(tuple(values), bands_of(values))


def least_of_each_bin(words: Sequence[str]) -> list[int | None]:
    """Each shingle is a slice of one run of bytes, which is hashed without being built."""
    coded = [word.encode() for word in words]
    run = b" ".join(coded)
    starts = [0]
    for word in coded:
        starts.append(starts[-1] + len(word) + 1)
    least: list[int | None] = [None] * BINS
    for start, end in zip(starts, starts[SHINGLE:], strict=False):
        hashed = crc32(run[start : end - 1])
        number = hashed >> BIN_SHIFT
        known = least[number]
        if known is None or hashed < known:
            least[number] = hashed
    return least


def filled(least: list[int | None]) -> list[int]:
    """An empty bin has the value of the next full one, mixed with the distance to it."""
    values = []
    for number in range(BINS):
        distance = 0
        while (value := least[(number + distance) % BINS]) is None:
            distance += 1
        values.append((value + distance * BORROWED) & 0xFFFFFFFF)
    return values


def bands_of(values: Sequence[int]) -> tuple[int, ...]:
    """A number for each band, of all its values and its place; signed, as databases have them."""
    rows = (values[start : start + ROWS] for start in range(0, BINS, ROWS))
    hashes = (crc32(array("I", row).tobytes(), place) for place, row in enumerate(rows))
    return tuple(hashed - (1 << 32) if hashed >= 1 << 31 else hashed for hashed in hashes)


def likeness(one: bytes, other: bytes) -> float:
    """The estimated similarity, from 0 to 1, of the texts of two packed fingerprints."""
    left, right = array("I", one), array("I", other)
    return sum(a == b for a, b in zip(left, right, strict=True)) / BINS
