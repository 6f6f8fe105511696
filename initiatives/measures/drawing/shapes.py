"""What can be drawn: plain values that were masked and judged before they come here.

Values are in the unit of the chart. Points are counted from 1.
"""

from dataclasses import dataclass, field

from initiatives.base.lazy import gettext_lazy as _

Value = float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in time. `label` names its period (Jan 2026); `cause` is as in `spc.Point`.

    One without a value keeps its place: `masked` where the count is small, else nothing is known.
    """

    label: str
    value: Value
    cause: str | None = None
    masked: bool = False
    excluded: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase from point `start` to point `end`: its centre, and limits a point each."""

    start: int
    end: int
    centre: Value
    lower: tuple[Value, ...] = ()
    upper: tuple[Value, ...] = ()
    on_trial: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What happened at a point, such as a test of change."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A run chart or control chart. `sentence` says what it means; `unit` follows figures (%).

    `centre_name` is the word for the line in the middle, such as Mean or Median.
    """

    title: str
    sentence: str
    dots: tuple[Dot, ...]
    stretches: tuple[Stretch, ...] = ()
    notes: tuple[Note, ...] = ()
    target: Value = None
    unit: str = ""
    zero: bool = False  # a line at nought, as for gaps
    centre_name: str = _("Centre")


@dataclass(frozen=True, slots=True)
class Row:
    """A group of a dot plot: its figure with an interval, or why there is none.

    `tone` is `worse`, `better`, `same`, `few`, `masked` or `reference`; `people` the denominator.
    """

    label: str
    tone: str
    people: int | None = None
    value: Value = None
    low: Value = None
    high: Value = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Groups under each other on one scale, with a line at the figure that they are held to."""

    title: str
    sentence: str
    rows: tuple[Row, ...]
    line: Value = None
    line_label: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and the highest figure of an axis, with the ticks on it."""

    low: float
    high: float
    ticks: tuple[float, ...] = field(default=())
