"""What a figure must be before it is used. Each check returns the figure or raises."""

import math

from django.utils.translation import gettext as _

from initiatives.measures.disparity.errors import InvalidFigures

# More people than there are; beyond it a sender has put something else in the field.
MOST = 10_000_000_000


def whole(value: object, name: str, *, least: int = 0, field: str = "") -> int:
    """A whole number from `least` to ten thousand million; True and 3.0 are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidFigures(_("%(name)s must be a whole number.") % {"name": name}, field)
    if value < least:
        raise InvalidFigures(
            _("%(name)s is less than %(least)s.") % {"name": name, "least": least}, field
        )
    if value > MOST:
        raise InvalidFigures(
            _("%(name)s is more than %(most)s.") % {"name": name, "most": f"{MOST:,}"}, field
        )
    return value


def number(value: object, name: str, *, field: str = "") -> float:
    """A finite number; True, text, NaN and infinity are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidFigures(_("%(name)s must be a number.") % {"name": name}, field)
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise InvalidFigures(_("%(name)s must be a finite number.") % {"name": name}, field)
    return found


def positive(value: object, name: str, *, field: str = "") -> float:
    """A finite number above 0."""
    found = number(value, name, field=field)
    if found <= 0:
        raise InvalidFigures(_("%(name)s must be more than 0.") % {"name": name}, field)
    return found


def not_negative(value: object, name: str, *, field: str = "") -> float:
    """A finite number, 0 or more."""
    found = number(value, name, field=field)
    if found < 0:
        raise InvalidFigures(_("%(name)s is less than 0.") % {"name": name}, field)
    return found


def counts(numerator: object, denominator: object, who: str = "", field: str = "") -> None:
    """A numerator of 0 or more within a denominator of 1 or more; `who` opens the message."""
    start = _("%(who)s: the") % {"who": who} if who else _("The")
    inside = f"{field}." if field else ""
    n = whole(
        denominator,
        _("%(start)s denominator") % {"start": start},
        least=1,
        field=f"{inside}denominator",
    )
    x = whole(numerator, _("%(start)s numerator") % {"start": start}, field=f"{inside}numerator")
    if x > n:
        message = _("%(start)s numerator %(x)s is more than the denominator %(n)s.") % {
            "start": start,
            "x": x,
            "n": n,
        }
        raise InvalidFigures(message, f"{inside}numerator")
