"""Figures of the community's voice as people read them."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from initiatives.web.numbers import localized

register = template.Library()
MASK = "*"


@register.filter
def figure(line: Any, name: str) -> str:
    """One figure of a line: a mask, a count, a percentage or days."""
    if line.masked:
        return MASK
    value = getattr(line, name)
    if value is None:
        return _("Too few to say")
    if name == "share":
        return f"{value:.0%}"
    if name.endswith("days"):
        return _("%(number)s days") % {"number": localized(f"{value:g}")}
    return localized(value)


@register.filter
def answered_in_words(figures: Any) -> str:
    """The whole in one sentence."""
    whole = figures.whole
    if whole.masked:
        return _("Too few spoke to say how many were answered.")
    said = {"share": f"{whole.share:.0%}", "due": localized(whole.due)}
    if whole.median_days is None:
        return _("%(share)s of %(due)s were answered; too few to say after how many days.") % said
    return _(
        "%(share)s of %(due)s were answered, half of them within %(half)s days, nine of ten within "
        "%(most)s."
    ) % {**said, "half": localized(f"{whole.median_days:g}"), "most": whole.most_days}
