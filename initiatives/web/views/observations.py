"""The figures of a measure, period by period: who entered them, when, and what was there before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as Slice
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.measures import queries, rules, services
from initiatives.measures.choices import Frequency
from initiatives.measures.filters import ObservationFilter
from initiatives.measures.models import Measure, Observation
from initiatives.measures.queries import Cell
from initiatives.measures.rules.missing import missing
from initiatives.web.figures import (
    agreed,
    figure_in_words,
    group_in_words,
    rate_in_words,
    told,
)
from initiatives.web.frame import ListPage
from initiatives.web.frame.forms import Choices
from initiatives.web.measure_words import period_in_words

NAMED = 6  # missing periods at once
Cells = dict[tuple[date, int | None], Cell]


@dataclass(frozen=True)
class Before:
    """What stood before a correction, and why that was made."""

    row: Observation
    figure: str
    because: str


@dataclass(frozen=True)
class Shown:
    """A row of the list as the viewer may see it.

    `kept` is the observation with its texts and people, for who holds the data role alone: a note
    or a reason may tell a figure.
    """

    period: str
    group: str
    vocabulary: str
    figure: str
    rate: str
    state: str
    excluded: bool
    masked: bool
    kept: Observation | None = None
    before: tuple[Before, ...] = ()


class ObservationList(ListPage):
    """What stands recorded, the newest period first."""

    filter_class = ObservationFilter
    template_name = "observations/list.html"

    @cached_property
    def measure(self) -> Measure:
        return queries.measure(self.viewer, self.kwargs["pk"])

    @cached_property
    def whole(self) -> bool:
        """Whether the viewer sees the counts themselves."""
        return rules.holds_data(self.viewer, self.measure)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = super().get(request, **kwargs)
        if self.whole and self.recorded:
            services.note_counts_seen(actor=self.viewer, measure=self.measure)
        return answer

    def rows(self) -> QuerySet[Any]:
        return queries.observations(self.viewer, self.measure)

    def choices(self) -> dict[str, Choices]:
        vocabularies = list(self.measure.stratifications.all())
        groups = [
            (group.pk, f"{group.label} ({one.title})")
            for one in vocabularies
            for group in one.strata.all()
        ]
        return {"vocabulary": [(one.pk, str(one)) for one in vocabularies], "group": groups}

    def list_context(self, filters: Any, rows: "Slice[Any]", choices: Any) -> dict[str, Any]:
        shown = with_counts(self, list(rows)) if self.whole else masked(self, list(rows))
        return super().list_context(filters, rows, choices) | {"shown": shown}

    @cached_property
    def recorded(self) -> list[date]:
        return queries.recorded_periods(self.viewer, self.measure)

    @property
    def frequency(self) -> str:
        """How often it is counted; as every month before that is agreed."""
        found = agreed(self.measure)
        return found.frequency if found else Frequency.MONTH

    def gaps(self) -> list[tuple[str, str]]:
        """The latest periods that are over and have no figures, each with where to enter them."""
        if not (self.whole and agreed(self.measure)):
            return []
        today = clock.today(self.viewer.time_zone)
        enter = reverse("measure_enter", args=[self.measure.pk])
        return [
            (period_in_words(one, self.frequency), f"{enter}?period={one.isoformat()}")
            for one in missing(self.recorded, self.frequency, today)[-NAMED:]
        ]

    def context(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "whole": self.whole,
            "gaps": self.gaps(),
            "crumbs": [
                (_("Measures"), reverse("measure_list")),
                (self.measure.name, reverse("measure", args=[self.measure.pk])),
            ],
        }


def with_counts(page: ObservationList, rows: Sequence[Observation]) -> list[Shown]:
    """The rows with everything that is kept of them."""
    earlier = queries.earlier(page.viewer, page.measure, rows)
    return [
        Shown(
            **placed(row, page.frequency),
            figure=figure_in_words(row),
            rate=rate_in_words(row.numerator, row.denominator, row.definition),
            masked=False,
            kept=row,
            before=before(row, earlier.get(queries.place_of(row), [])),
        )
        for row in rows
    ]


def masked(page: ObservationList, rows: Sequence[Observation]) -> list[Shown]:
    """The rows with what is published of them, and nothing else."""
    cells = queries.published_cells(page.viewer, page.measure) if rows else {}
    found = []
    for row in rows:
        cell = cells.get((row.starts, row.stratum_id))
        hidden = cell is None or cell.masked
        figures = (None, None) if cell is None else (cell.numerator, cell.denominator)
        found.append(
            Shown(
                **placed(row, page.frequency),
                figure="" if cell is None else told(*figures, cell.value),
                rate=rate_in_words(*figures, row.definition),
                masked=hidden,
            )
        )
    return found


def placed(row: Observation, frequency: str) -> dict[str, Any]:
    """Where a row stands and what state it is in, which everybody may know."""
    stratum = row.stratum
    other = row.other_stratum
    titles = [one.stratification.title for one in (stratum, other) if one]
    return {
        "period": period_in_words(row.starts, frequency),
        "group": group_in_words(stratum, other),
        "vocabulary": ", ".join(titles),
        "state": row.get_state_display(),
        "excluded": bool(row.excluded_because),
    }


def before(row: Observation, former: Sequence[Observation]) -> tuple[Before, ...]:
    """What stood before, the latest first, each with the reason of what took its place."""
    later = [row, *former]
    return tuple(
        Before(one, figure_in_words(one) or _("no figure"), by.corrected_because)
        for one, by in zip(former, later, strict=False)
    )
