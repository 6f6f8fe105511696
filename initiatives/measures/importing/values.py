"""The text of a cell as a count or a number; raises ValueError with a sentence."""

import re

from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import quoted

COUNT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0+)?", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
LONGEST_NUMBER = 40


def count(text: str) -> int | None:
    """A whole number; None for an empty cell."""
    if not text:
        return None
    if len(text) > LONGEST_NUMBER or not COUNT.fullmatch(text):
        raise ValueError(_("%(text)s is no whole number.") % {"text": quoted(text)})
    return int(text.partition(".")[0].replace(",", ""))


def number(text: str) -> float | None:
    """A number with a point before its decimals; None for an empty cell."""
    if not text:
        return None
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise ValueError(
            _("%(text)s is no number. Write decimals as in 12.5.") % {"text": quoted(text)}
        )
    return float(text)
