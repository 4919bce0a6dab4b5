"""From text to tags: a pure package that knows no database, no settings and no clock."""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {"build_tagger": "pipeline", "TAGGER_VERSION": "pipeline", "find_statements": "statements"}

__all__ = ["TAGGER_VERSION", "build_tagger", "find_statements"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when first asked for: importing the package stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
