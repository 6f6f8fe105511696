"""Two bars for each group, drawn as SVG: the share of the workforce above that of the community.

The workforce is a filled bar, the community an outlined one with its margin of error, so nothing
rests on colour. What is masked has a word and no bar.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing.canvas import (
    AXIS,
    COMMON,
    INK,
    SHEET,
    label,
    level,
    lines,
    number,
    path,
    sheet,
    upright,
)
from initiatives.measures.drawing.text import shortened
from initiatives.workforce.rules.comparing import Line

WIDE, COMPACT = (1180.0, 14.0), (340.0, 13.0)
NAME, BAR, APART = 20.0, 16.0, 12.0  # heights
FIGURE = 62.0  # the room of a figure after the longest bar
WORDS = _(
    "For each group two bars: above, filled, the share of the workforce; below, outlined, the "
    "share of the community with its margin of error. The table has the figures."
)


def pairs(title: str, rows: Sequence[Line], *, compact: bool = False) -> str:
    """The drawing of a job family; empty where no group has a share to draw."""
    drawn = [row for row in rows if not row.absent]
    most = longest(drawn)
    if not most:
        return ""
    width, letters = COMPACT if compact else WIDE
    unit = (width - FIGURE) / most
    body = [part for at, row in enumerate(drawn) for part in pair(row, at, unit, width, letters)]
    high = len(drawn) * (NAME + 2 * BAR + APART)
    return sheet(body, title=title, words=WORDS, size=(width, high), letters=letters)


def longest(rows: Sequence[Line]) -> float:
    """The share at which the longest bar ends, its margin of error with it."""
    ends = [row.share or 0.0 for row in rows]
    ends += [row.community.share + row.community.moe for row in rows if row.community]
    return max(ends, default=0.0)


def pair(row: Line, at: int, unit: float, width: float, letters: float) -> Iterator[str]:
    """A group: its name and two bars under it."""
    top = at * (NAME + 2 * BAR + APART)
    name = shortened(row.label, width, letters, bold=True)
    yield label(0, top + letters, name, "strong", full=row.label)
    upper, lower = top + NAME, top + NAME + BAR
    if row.share is None:
        yield label(
            0,
            upper + BAR - 4,
            gettext("Masked") if row.heads is None else gettext("No share"),
            "quiet",
        )
    else:
        yield bar(row.share * unit, upper, filled=True)
        yield label(row.share * unit + 6, upper + BAR - 3, percent(row.share))
    if row.community is not None:
        yield from community(row, unit, lower)


def community(row: Line, unit: float, top: float) -> Iterator[str]:
    """The bar of the community with its margin of error."""
    assert row.community is not None
    share, moe = row.community.share, row.community.moe
    yield bar(share * unit, top, filled=False)
    middle = top + BAR / 2
    if moe:
        low, high = max(0.0, share - moe) * unit, (share + moe) * unit
        ends = (upright(x, middle - 4, middle + 4) for x in (low, high))
        yield lines("zero", [level(low, high, middle), *ends], INK, 1.5)
    yield label((share + moe) * unit + 6, top + BAR - 3, percent(share), "quiet")


def bar(length: float, top: float, *, filled: bool) -> str:
    """A bar from the left edge."""
    way = f"M0.5 {number(top + 1)}H{number(max(1.0, length))}V{number(top + BAR - 1)}H0.5Z"
    if filled:
        return path("neutral", way, f'fill="{COMMON}"')
    return path("few", way, f'fill="{SHEET}" stroke="{AXIS}" stroke-width="1.5"')


def percent(share: float) -> str:
    """A share as text."""
    return f"{100 * share:.1f} %"
