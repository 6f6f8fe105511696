"""Words and figures as they stand in a drawing: cleaned, escaped, measured, shortened, wrapped.

Widths are those of Atkinson Hyperlegible Next, in units of the drawing.
"""

import re
from functools import lru_cache
from html import escape

from initiatives.measures.spc.wording import figure as plain_figure

# What XML does not allow, and marks that turn the direction of what follows them.
FORBIDDEN = re.compile(
    "[^\x20-\x7e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
SPACES = re.compile(r"[\t\n\r ]+")
LONGEST = 1000  # characters of any one text
NARROW = frozenset("'\u2019.,:;|`jil! ()\"[ft]{}r-\u00a0")
WIDE = frozenset("%mMW@…")
BOLD = 1.07
ELLIPSIS = "…"
DASH = "\u2013"
MINUS = "\u2212"


def clean(words: str, most: int = LONGEST) -> str:
    """One line without anything that XML forbids, at most so many characters."""
    line = FORBIDDEN.sub("", SPACES.sub(" ", words[: 4 * most])).strip()
    return line if len(line) <= most else line[: most - 1] + ELLIPSIS


@lru_cache(maxsize=4096)
def safe(words: str, most: int = LONGEST) -> str:
    """Words that can stand between tags and inside an attribute."""
    return escape(clean(words, most))


@lru_cache(maxsize=4096)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is at this size of letters, rather too wide than too narrow."""
    ems = sum(
        0.32 if sign in NARROW else 0.9 if sign in WIDE else 0.72 if sign.isupper() else 0.585
        for sign in words
    )
    return ems * size * (BOLD if bold else 1)


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """The beginning of a line that fits into `room`, with an ellipsis where something is lost."""
    if width(words, size, bold=bold) <= room:
        return words
    kept = words[: max(1, int(room / size / 0.3))]
    while kept and width(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(words: str, room: float, size: float, most: int) -> list[str]:
    """At most so many lines that fit into `room`; the last is shortened if need be."""
    lines = [""]
    rest = words.split(" ")
    while rest:
        longer = f"{lines[-1]} {rest[0]}".strip()
        if width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
            rest = rest[1:]
        elif len(lines) < most:
            lines.append("")
        else:
            lines[-1] = f"{lines[-1]} {' '.join(rest)}"
            break
    return [shortened(line, room, size) for line in lines]


@lru_cache(maxsize=4096)
def figure(value: float, unit: str = "", places: int | None = None) -> str:
    """A figure and its unit: `78.2 %`, `1,240`, `1.2e+15`.

    It has so many decimals, or else three digits that count.
    """
    size = abs(value)
    if size and not 1e-6 <= size < 1e12:
        number = f"{value:.3g}"
    else:
        number = plain_figure(value) if places is None else f"{value:,.{places}f}"
    return with_unit(minus(number), unit)


def decimals(value: float) -> int:
    """How many decimals a figure has if it is not told."""
    return len(figure(value).partition(".")[2])


def minus(number: str) -> str:
    """A number with the sign that is as wide as a plus, and not the hyphen."""
    return number.replace("-", MINUS)


def with_unit(number: str, unit: str) -> str:
    """A number and its unit, which stay on one line."""
    return f"{number}\u00a0{unit}" if unit else number


def count(number: int) -> str:
    """`1,840`."""
    return f"{number:,}"
