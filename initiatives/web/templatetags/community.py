"""Figures of the community's voice as people read them."""

from typing import Any

from django import template

register = template.Library()
MASK = "*"
NOTHING = "Too few to say"


@register.filter
def figure(line: Any, name: str) -> str:
    """One figure of a line: a mask, a count, a percentage or days."""
    if line.masked:
        return MASK
    value = getattr(line, name)
    if value is None:
        return NOTHING
    if name == "share":
        return f"{value:.0%}"
    return f"{value:g} days" if name.endswith("days") else f"{value:,}"


@register.filter
def answered_in_words(figures: Any) -> str:
    """The whole in one sentence."""
    whole = figures.whole
    if whole.masked:
        return "Too few spoke to say how many were answered."
    said = f"{whole.share:.0%} of {whole.due:,} were answered"
    if whole.median_days is None:
        return f"{said}; too few to say after how many days."
    half = f"half of them within {whole.median_days:g} days"
    return f"{said}, {half}, nine of ten within {whole.most_days}."
