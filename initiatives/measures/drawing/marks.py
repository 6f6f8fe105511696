"""The marks of points and groups: a shape and a colour each, so that neither alone tells."""

from functools import lru_cache

from initiatives.measures.drawing.canvas import (
    AXIS,
    COMMON,
    CONCERN,
    GOOD,
    INK,
    SHEET,
    level,
    lines,
    number,
)
from initiatives.measures.drawing.shapes import Dot

CAUSES = {
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "high",
    "special_cause_neutral_low": "low",
}
COLOURS = {
    "improvement": ("good", GOOD),
    "concern": ("concern", CONCERN),
    "high": ("neutral", COMMON),
    "low": ("neutral", COMMON),
}
# What is the default of a group of marks.
GROUP_LOOK = f'fill="{SHEET}" stroke="{COMMON}" stroke-width="1.6"'
SMALLEST_STAR = 3.6  # below it the strokes run together


def shape_of(dot: Dot) -> str:
    """The shape of a point: what it says, and whether it counts."""
    if dot.masked:
        return "masked"
    if dot.value is None:
        return "gap"
    if dot.excluded:
        return "excluded"
    return CAUSES.get(dot.cause or "", "common")


@lru_cache(maxsize=256)
def outline(shape: str, radius: float) -> tuple[float, float, str]:
    """Where the way of a shape starts from its middle, and its way from there."""
    r = number(radius)
    if shape == "improvement":
        d = number(radius * 1.35)
        return 0, -radius * 1.35, f"l{d} {d} -{d} {d} -{d} -{d}z"
    if shape == "concern":
        d = number(radius * 2)
        return -radius, -radius, f"h{d}v{d}h-{d}z"
    if shape in ("high", "low"):
        sign, back = ("", "-") if shape == "high" else ("-", "")
        d, rise = number(radius * 1.2), number(radius * 2.2)
        top = -radius * 1.2 if shape == "high" else radius * 1.2
        return 0, top, f"l{d} {sign}{rise}h-{number(radius * 2.4)}l{d} {back}{rise}z"
    round_way = f"a{r} {r} 0 1 0 {number(radius * 2)} 0a{r} {r} 0 1 0 -{number(radius * 2)} 0z"
    if shape == "excluded":
        d, i = number(radius * 1.4), number(radius * 0.3)
        round_way += f"m{i} -{number(radius * 0.7)}l{d} {d}m0 -{d}l-{d} {d}"
    elif shape == "masked":
        radius = max(radius, SMALLEST_STAR)
        return 0, -radius, star(radius)
    return -radius, 0, round_way


def star(radius: float) -> str:
    """An asterisk of three strokes, from its top on."""
    d, r, wide = number(radius * 2), number(radius), number(radius * 1.74)
    return f"v{d}m-{number(radius * 0.87)} -{number(radius * 1.5)}l{wide} {r}m0 -{r}l-{wide} {r}"


def mark(
    x: float, y: float, radius: float, shape: str, *, provisional: bool = False, more: str = ""
) -> str:
    """One mark, inside a group with `GROUP_LOOK`; `more` are further attributes."""
    kind, colour = COLOURS.get(shape, (shape, ""))
    look = f' fill="{colour}" stroke="{colour}"' if colour else ""
    if provisional:
        kind += " open"
        look = (f' stroke="{colour}"' if colour else "") + ' stroke-dasharray="2 1.6"'
    if shape == "common":
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        return f'<circle class="{kind}" {place}{look}{more}/>'
    if shape == "gap":
        return f'<path class="gap" d="M{number(x)} {number(y)}"{more}/>'
    across, down, way = outline(shape, radius)
    return f'<path class="{kind}" d="M{number(x + across)} {number(y + down)}{way}"{look}{more}/>'


# Class and colour of each tone of a group.
TONES = {
    "worse": ("concern", CONCERN),
    "better": ("good", GOOD),
    "same": ("neutral", COMMON),
    "few": ("few", AXIS),
    "reference": ("ring", INK),
}
SHAPES = {"worse": "concern", "better": "improvement"}


def group_mark(x: float, y: float, radius: float, tone: str) -> str:
    """The dot of a group: a square where it is worse, a diamond where better, else round."""
    kind, colour = TONES.get(tone, TONES["same"])
    fill = SHEET if tone == "few" else colour
    if tone in SHAPES:
        across, down, way = outline(SHAPES[tone], radius)
        place = f'd="M{number(x + across)} {number(y + down)}{way}"'
        return f'<path class="{kind}" {place} fill="{fill}" stroke="{colour}"/>'
    place = f'cx="{number(x)}" cy="{number(y)}"'
    ring = (
        f'<circle class="ring open" {place} r="{number(radius * 1.7)}" fill="none" '
        f'stroke="{colour}" stroke-width="1.6"/>'
        if tone == "reference"
        else ""
    )
    dot = f'<circle class="{kind}" {place} r="{number(radius)}" fill="{fill}" stroke="{colour}" '
    return f'{ring}{dot}stroke-width="1.6"/>'


def swatch(shape: str) -> str:
    """A mark by itself, for a legend; it says nothing to a screen reader."""
    if shape == "trial":
        inside = lines("limit", [level(1, 17, 9)], COMMON, 1.8, "1.5 3.5")
    elif shape in TONES:
        inside = group_mark(9, 9, 4, shape)
    elif shape == "provisional":
        inside = f"<g {GROUP_LOOK}>{mark(9, 9, 5, 'common', provisional=True)}</g>"
    else:
        inside = f"<g {GROUP_LOOK}>{mark(9, 9, 5, shape)}</g>"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="plot swatch" viewBox="0 0 18 18" '
        f'width="18" height="18" aria-hidden="true" focusable="false">{inside}</svg>'
    )
