"""Names as readers use them."""

from __future__ import annotations

BODY_WORDS = ("council", "authority", "corporation", "assembly", "cyngor")


def council_title(name: str, short_name: str) -> str:
    """ "Redbridge Council" for "London Borough of Redbridge"; other names stay as they are."""
    if any(word in name.casefold() for word in BODY_WORDS):
        return name
    return f"{short_name} Council"
