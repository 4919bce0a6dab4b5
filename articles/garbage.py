"""Python's collector of cycles, set for a process that answers requests."""

from __future__ import annotations

import gc

# A page makes some ten thousand objects, nearly all of which go by counting references. Collecting
# at every 700, the default, walks everything alive several times a page.
ALLOCATIONS, YOUNG, MIDDLE = 20_000, 50, 100


def spare_what_stays() -> None:
    """Leaves what was loaded before the first request out of every collection, and collects less.

    For the time after all modules were imported; see the documentation of `gc.freeze`.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, YOUNG, MIDDLE)
