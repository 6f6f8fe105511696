"""A number of a cell as a control chart, judged by the engine of measures.

Numbers of one cell count what stands that night. Where things arise by chance and last as long as
they last, how many stand at once is Poisson, however long that is (the M/G/infinity queue: Takács,
Introduction to the Theory of Queues, 1962), so a counts chart has the right limits. An individuals
chart has not: what stands one night mostly stands the next, and limits from such differences are
far too narrow. For the same reason days are not judged. How many initiatives there are is decided,
not suffered: a run chart without limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.models import Principle
from initiatives.measures import drawing, spc
from initiatives.measures.choices import Direction
from initiatives.measures.queries.charts import CENTRES, MEAN, stretches_of
from initiatives.measures.rules import label_of
from initiatives.measures.spc.runs import ENOUGH
from initiatives.people.models import Entity, User
from initiatives.status.choices import Number, Step
from initiatives.status.past.moving import moves
from initiatives.status.past.series import Point, months, series
from initiatives.status.past.sight import may_see_past
from initiatives.status.past.wording import Move

RULES = "anhoej"
CHARTS = dict.fromkeys(Number, "c") | {Number.INITIATIVES: "run"}
# More shortfalls or signals may mean that more is looked for: neither way is better.
DIRECTIONS = dict.fromkeys(Number, Direction.NEUTRAL) | {Number.OVERDUE: Direction.DECREASE}
NOTHING = _("No night is kept of this cell yet.")
DAYS = _("Days are shown, not judged: what stands one night mostly stands the next.")
UNITS = {Step.MONTH: "month", Step.WEEK: "week", Step.DAY: "day"}


@dataclass(frozen=True)
class Trend:
    """A number of a cell over time; no analysis where there is too little to judge."""

    principle: Principle
    entity: Entity
    number: Number
    step: Step
    points: Sequence[Point]
    analysis: spc.Analysis | None
    sentence: str
    drawing: drawing.ControlChart
    moves: Sequence[Move]

    @property
    def rules_versions(self) -> list[str]:
        """The rule sets by which the nights were judged, in the order of time."""
        return list(dict.fromkeys(point.rules_version for point in self.points if point.day))


def usual_step(viewer: User, principle: Principle, entity: Entity) -> Step:
    """Month by month where enough months are kept to judge, until then week by week."""
    return Step.MONTH if months(viewer, principle, entity) >= ENOUGH else Step.WEEK


def trend(viewer: User, principle: Principle, entity: Entity, number: Number, step: Step) -> Trend:
    """Raises NotAllowed for an entity whose past the viewer may not see."""
    may_see_past(viewer, entity).require()
    points = series(viewer, principle, entity, number, step)
    analysis = analysis_of(points, number, step)
    sentence = said(points, analysis, step)
    days = [point.day for point in points if point.day]
    moved = moves(viewer, principle, entity, days) if days else ()
    drawn = drawing.ControlChart(
        title=gettext("%(label)s, principle %(number)s at %(entity)s")
        % {"label": number.label, "number": principle.number, "entity": entity},
        sentence=sentence,
        dots=dots_of(points, analysis, step),
        stretches=tuple(map(above_zero, stretches_of(analysis))),
        notes=notes_of(points, moved),
        centre_name=CENTRES.get(CHARTS[number], MEAN),
    )
    return Trend(principle, entity, number, step, points, analysis, sentence, drawn, moved)


def known(points: Sequence[Point]) -> int:
    """How many periods have a night that was kept."""
    return sum(point.value is not None for point in points)


def analysis_of(points: Sequence[Point], number: Number, step: Step) -> spc.Analysis | None:
    """The series judged; None for days, and for fewer points than a verdict takes."""
    if step == Step.DAY or known(points) < ENOUGH:
        return None
    values = [point.value for point in points]
    choices = spc.Choices(rules=RULES, direction=DIRECTIONS[number])
    return spc.analyse(spc.series_of(CHARTS[number], values), choices)


def said(points: Sequence[Point], analysis: spc.Analysis | None, step: Step) -> str:
    """What the chart says."""
    if not points:
        return NOTHING
    if analysis is not None:
        return spc.sentence(analysis)
    if step == Step.DAY:
        return DAYS
    kept = known(points)
    said = ngettext(
        "%(number)d week: too few to say. From %(enough)d weeks on it is judged.",
        "%(number)d weeks: too few to say. From %(enough)d weeks on it is judged.",
        kept,
    )
    if step == Step.MONTH:
        said = ngettext(
            "%(number)d month: too few to say. From %(enough)d months on it is judged.",
            "%(number)d months: too few to say. From %(enough)d months on it is judged.",
            kept,
        )
    return said % {"number": kept, "enough": ENOUGH}


def above_zero(stretch: drawing.Stretch) -> drawing.Stretch:
    """A count is never below nought, so neither is a limit of it drawn there."""
    lower = tuple(low if low is not None and low > 0 else None for low in stretch.lower)
    return drawing.Stretch(stretch.start, stretch.end, stretch.centre, lower, stretch.upper)


def dots_of(
    points: Sequence[Point], analysis: spc.Analysis | None, step: Step
) -> tuple[drawing.Dot, ...]:
    """A point a period; the period that still runs is provisional."""
    judged = analysis.points if analysis else [None] * len(points)
    return tuple(
        drawing.Dot(
            label=label_of(point.period, step),
            value=point.value,
            cause=found.cause if found else None,
            provisional=not point.is_over and step != Step.DAY,
        )
        for point, found in zip(points, judged, strict=True)
    )


def notes_of(points: Sequence[Point], moved: Sequence[Move]) -> tuple[drawing.Note, ...]:
    """Where the tree changed, at the first night after."""
    at: dict[date, int] = {point.day: n for n, point in enumerate(points, 1) if point.day}
    return tuple(drawing.Note(at[move.since], move.sentence) for move in moved)
