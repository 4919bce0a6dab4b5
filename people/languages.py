"""In which language a body's name is, by the word for "council" in it."""

from __future__ import annotations

IN_GAELIC = {"Northern Ireland": "ga"}  # Irish there, else the Gaelic of Scotland.


def language_of(name: str, nation: str = "") -> str:
    """As HTML's lang has it: "cy" for "Cyngor Gwynedd", "en" for whatever says nothing else."""
    words = name.casefold().split()
    if "cyngor" in words:
        return "cy"
    return IN_GAELIC.get(nation, "gd") if "comhairle" in words else "en"
