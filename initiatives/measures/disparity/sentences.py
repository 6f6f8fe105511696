"""A comparison in a sentence that an executive can read out.

Sentences hold counts. They are for readers who may see the counts themselves.
"""

from django.utils.translation import gettext as _

from initiatives.measures.disparity.comparison import Comparison, Standing, Verdict, people
from initiatives.measures.disparity.estimates import Estimate


def sentence(result: Comparison, event: str = "") -> str:
    """One group in one sentence; `event` says what the numerator counts (`were readmitted`)."""
    if result.verdict is Verdict.TOO_FEW:
        return _("Too few to say: %(why)s") % {"why": result.why}
    start = _counts(result, event)
    if result.is_reference:
        return _("%(start)s: the reference.") % {"start": start}
    return f"{start}: {_distance(result)}: {_finding(result)}."


def _counts(result: Comparison, event: str) -> str:
    group = result.group
    what = f" {event}" if event else ""
    return _("Of %(people)s, %(numerator)s (%(value)s %%)%(what)s") % {
        "people": people(group.denominator),
        "numerator": f"{group.numerator:,}",
        "value": f"{100 * group.rate:.1f}",
        "what": what,
    }


def _distance(result: Comparison) -> str:
    """The difference without its sign, as more or less; an interval across 0 keeps its signs."""
    found = result.difference
    label = result.reference.label
    if found.value == 0:
        return _("the same as %(label)s%(interval)s") % {
            "label": label,
            "interval": _interval(found, 1),
        }
    assert found.value is not None
    sign = 1 if found.value > 0 else -1
    said = _("%(points)s percentage points less than %(label)s")
    if sign > 0:
        said = _("%(points)s percentage points more than %(label)s")
    points = f"{100 * abs(found.value):.1f}"
    return said % {"points": points, "label": label} + _interval(found, sign)


def _interval(found: Estimate, sign: int) -> str:
    if found.low is None or found.high is None:
        return ""
    low, high = sorted((100 * sign * found.low, 100 * sign * found.high))
    return _(" (95 %% interval %(low)s to %(high)s)") % {"low": _signed(low), "high": _signed(high)}


def _signed(value: float) -> str:
    """One decimal with a proper minus sign, and no minus before a rounded 0."""
    text = f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and float(text) else text  # noqa: RUF001 (a minus sign)


def _finding(result: Comparison) -> str:
    if result.verdict is not Verdict.GAP:
        return _("no meaningful gap detected")
    if result.standing is Standing.BETTER:
        return _("a meaningful gap, with %(reference)s behind") % {
            "reference": result.reference.label
        }
    assert result.excess.value is not None
    count = round(result.excess.value)
    return (
        _("a meaningful gap, about %(people)s") % {"people": people(count)}
        if count
        else _("a meaningful gap")
    )
