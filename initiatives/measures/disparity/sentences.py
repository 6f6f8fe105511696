"""A comparison in a sentence that an executive can read out.

Sentences hold counts. They are for readers who may see the counts themselves.
"""

from initiatives.measures.disparity.comparison import Comparison, Standing, Verdict, people
from initiatives.measures.disparity.estimates import Estimate


def sentence(result: Comparison, event: str = "") -> str:
    """One group in one sentence; `event` says what the numerator counts (`were readmitted`)."""
    if result.verdict is Verdict.TOO_FEW:
        return f"Too few to say: {result.why}"
    start = _counts(result, event)
    if result.is_reference:
        return f"{start}: the reference."
    return f"{start}: {_distance(result)}: {_finding(result)}."


def _counts(result: Comparison, event: str) -> str:
    group = result.group
    what = f" {event}" if event else ""
    return f"Of {people(group.denominator)}, {group.numerator:,} ({100 * group.rate:.1f} %){what}"


def _distance(result: Comparison) -> str:
    """The difference without its sign, as more or less; an interval across 0 keeps its signs."""
    found = result.difference
    label = result.reference.label
    if found.value == 0:
        return f"the same as {label}{_interval(found, 1)}"
    assert found.value is not None
    sign = 1 if found.value > 0 else -1
    word = "more" if sign > 0 else "less"
    points = f"{100 * abs(found.value):.1f} percentage points {word} than {label}"
    return points + _interval(found, sign)


def _interval(found: Estimate, sign: int) -> str:
    if found.low is None or found.high is None:
        return ""
    low, high = sorted((100 * sign * found.low, 100 * sign * found.high))
    return f" (95 % interval {_signed(low)} to {_signed(high)})"


def _signed(value: float) -> str:
    """One decimal with a proper minus sign, and no minus before a rounded 0."""
    text = f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and float(text) else text  # noqa: RUF001 (a minus sign)


def _finding(result: Comparison) -> str:
    if result.verdict is not Verdict.GAP:
        return "no meaningful gap detected"
    if result.standing is Standing.BETTER:
        return f"a meaningful gap, with {result.reference.label} behind"
    assert result.excess.value is not None
    count = round(result.excess.value)
    return f"a meaningful gap, about {people(count)}" if count else "a meaningful gap"
