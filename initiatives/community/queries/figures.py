"""Figures on trust: how many were answered, and how long it took, masked where few spoke."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.community import rules
from initiatives.community.choices import ANSWER_WITHIN, Age, Disability, FeedbackState, Race
from initiatives.community.models import FeedbackBackground
from initiatives.measures.suppression import THRESHOLD, TOTAL, masks_of_rates
from initiatives.people.models import Entity, User

Row = tuple[int, str, str, date, date | None]


@dataclass(frozen=True)
class Line:
    """Of those whose answer is due or given: how many were answered, after how many days.

    With `masked` nothing else is told; `median_days` and `most_days` (the 90th percentile) are
    None where fewer than 11 were answered.
    """

    entity: Entity | None
    masked: bool
    due: int | None = None
    answered: int | None = None
    median_days: float | None = None
    most_days: int | None = None

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing is due or where it is masked."""
        return self.answered / self.due if self.due and self.answered is not None else None


@dataclass(frozen=True)
class Figures:
    """All together, and each entity that heard from somebody, by name."""

    whole: Line
    lines: list[Line]


def figures(viewer: User, *, masked: bool | None = None) -> Figures:
    """The figures of what the viewer may see. Stewards of all of it see counts, others masks.

    What was closed without an answer counts as not answered; what was set aside is left out until
    somebody looked at it.
    """
    found = list(
        rules.visible_feedback(viewer)
        .filter(set_aside=False)
        .values_list("entity_id", "entity__name", "state", "received_on", "answered_on")
    )
    settled = [row for row in found if is_due(row)]
    places = dict(sorted({row[0]: row[1] for row in settled}.items(), key=lambda item: item[1]))
    entities = Entity.objects.in_bulk(places)
    grouped = [[row for row in settled if row[0] == pk] for pk in places]
    if masked is None:
        masked = not all(rules.is_steward(viewer, entity) for entity in entities.values())
    hidden = hidden_of(grouped) if masked else set()
    lines = [
        line(entities[pk], rows, position in hidden, masked)
        for position, (pk, rows) in enumerate(zip(places, grouped, strict=True))
    ]
    return Figures(line(None, settled, TOTAL in hidden, masked), lines)


@dataclass(frozen=True)
class Asked:
    """What people say about themselves on one question: how many chose what, None where few did."""

    question: str
    counts: list[tuple[str, int | None]]


def who_speaks(viewer: User) -> list[Asked]:
    """Who says what about themselves, where the viewer reads feedback; masked for everybody.

    Who spoke may have chosen several answers or none, so nothing adds up to anything, and no total
    is told from which a masked count could be worked out.
    """
    rows = list(
        FeedbackBackground.objects.filter(rules.read_by(viewer)).values_list(
            "races", "disabilities", "age"
        )
    )
    chosen = (
        (_("Race or ethnic group"), Race, [one for row in rows for one in row[0]]),
        (_("What is hard for them"), Disability, [one for row in rows for one in row[1]]),
        (_("Age"), Age, [row[2] for row in rows]),
    )
    return [Asked(question, counted(options, given)) for question, options, given in chosen]


def counted(options: type[TextChoices], given: Sequence[str]) -> list[tuple[str, int | None]]:
    """How many chose each option; None for fewer than 11, nobody included."""
    often = Counter(given)
    return [
        (str(one.label), often[one.value] if often[one.value] >= THRESHOLD else None)
        for one in options
    ]


def is_due(row: Row) -> bool:
    """Answered or closed, or past the day by which an answer was promised."""
    _, _, state, received_on, _ = row
    over = state in (FeedbackState.ANSWERED, FeedbackState.CLOSED)
    return over or received_on + timedelta(days=ANSWER_WITHIN) <= clock.today()


def hidden_of(groups: Sequence[Sequence[Row]]) -> set[int | str]:
    """The positions to mask, and the total where it would tell, or is small itself."""
    counts = [(len(days_of(rows)), len(rows)) for rows in groups]
    hidden = masks_of_rates(counts, total=True)
    answered, due = (sum(part) for part in zip(*counts, strict=True)) if counts else (0, 0)
    small = any(1 <= part < THRESHOLD for part in (answered, due - answered, due))
    return {*hidden, TOTAL} if small else hidden


def days_of(rows: Sequence[Row]) -> list[int]:
    """After how many days each that was answered was."""
    return sorted((row[4] - row[3]).days for row in rows if row[4] is not None)


def line(entity: Entity | None, rows: Sequence[Row], hidden: bool, masked: bool) -> Line:
    """The figures of some voices."""
    if hidden:
        return Line(entity, masked=True)
    days = days_of(rows)
    if not days or (masked and len(days) < THRESHOLD):
        return Line(entity, False, len(rows), len(days))
    most = days[ceil(0.9 * len(days)) - 1]
    return Line(entity, False, len(rows), len(days), float(median(days)), most)
