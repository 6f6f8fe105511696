"""What can be searched: for each kind of record, who sees it, and where its words are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet

from initiatives.accountability.filters import CommitmentFilter
from initiatives.accountability.models import Commitment
from initiatives.accountability.rules import visible_commitments
from initiatives.base.words import indexed, words
from initiatives.community.choices import AnswerState
from initiatives.community.filters import AnswerFilter
from initiatives.community.models import ReportBack, Theme, Wording
from initiatives.community.rules import visible_answers, visible_themes
from initiatives.framework.models import Definition
from initiatives.framework.queries import definitions_in_force
from initiatives.measures.filters import MeasureFilter
from initiatives.measures.models import Measure
from initiatives.measures.rules import visible_measures
from initiatives.people.models import User
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Handover, Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.choices import SearchKind

Rows = QuerySet[Any]
Place = dict[str, int]  # the entity as the filters of lists take it; empty for everywhere
Visible = Callable[[User, Place], Rows]


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    `words` is the expression that its index holds; `title` the field that names it, where one
    does; `texts` those of which a stretch is shown. `alike` says that the titles are indexed by
    letters too. `ending` is the table, and the path to it, that tells how a record ended.
    """

    key: SearchKind
    model: type[Any]
    prefix: str
    rows: Visible
    words: Any
    title: str
    texts: tuple[str, ...]
    related: tuple[str, ...] = ()
    alike: bool = True
    ending: "Ending | None" = None

    @property
    def label(self) -> str:
        """What several of it are called."""
        return str(self.key.label)


@dataclass(frozen=True)
class Ending:
    """Where it stands how a record ended: a row of its own, found by its own words."""

    model: type[Any]
    key: str
    words: Any
    texts: tuple[str, ...]


def by_filter(visible: Callable[[User], Rows], filters: type[FilterSet]) -> Visible:
    """What the viewer may see, narrowed to a place as the list of it is."""
    return lambda viewer, place: filters(place, queryset=visible(viewer)).qs.order_by()


def everywhere(visible: Callable[[User], Rows]) -> Visible:
    """What holds in the whole system, and so is not looked for at one place of it."""
    return lambda viewer, place: visible(viewer).none() if place else visible(viewer).order_by()


def published(viewer: User, place: Place) -> Rows:
    """The wordings of the published answers that the viewer may open."""
    told = AnswerFilter(place, queryset=visible_answers(viewer)).qs.order_by()
    return Wording.objects.filter(
        report_back__in=told.filter(state=AnswerState.PUBLISHED).values("pk")
    ).order_by()


ENDING = Ending(
    Handover,
    "initiative",
    indexed(Handover, "handover_words"),
    ("handover__summary", "handover__lessons", "handover__lasted_note"),
)
KINDS = (
    Kind(
        SearchKind.INITIATIVES,
        Initiative,
        Initiative.prefix,
        by_filter(visible_initiatives, InitiativeFilter),
        indexed(Initiative, "initiative_words"),
        "title",
        ("aim_summary", "problem", "population", "aim_measure", "aim_population", "notes"),
        ("entity", "handover"),
        ending=ENDING,
    ),
    Kind(
        SearchKind.SHORTFALLS,
        Shortfall,
        Shortfall.prefix,
        by_filter(visible_shortfalls, ShortfallFilter),
        indexed(Shortfall, "shortfall_words"),
        "title",
        ("detail", "affected", "explanation"),
        ("entity",),
    ),
    Kind(
        SearchKind.COMMITMENTS,
        Commitment,
        Commitment.prefix,
        by_filter(visible_commitments, CommitmentFilter),
        indexed(Commitment, "commitment_words"),
        "title",
        ("detail", "evidence"),
        ("entity", "owner"),
    ),
    Kind(
        SearchKind.MEASURES,
        Measure,
        Measure.prefix,
        by_filter(visible_measures, MeasureFilter),
        indexed(Measure, "measure_words"),
        "name",
        ("why",),
        ("initiative__entity",),
    ),
    Kind(
        SearchKind.DEFINITIONS,
        Definition,
        Definition.prefix,
        everywhere(definitions_in_force),
        words("term", "text"),
        "term",
        ("text",),
    ),
    Kind(
        SearchKind.THEMES,
        Theme,
        Theme.prefix,
        everywhere(visible_themes),
        words("name", "meaning"),
        "name",
        ("meaning",),
    ),
    Kind(
        SearchKind.ANSWERS,
        Wording,
        ReportBack.prefix,
        published,
        indexed(Wording, "wording_words"),
        "",
        ("heard", "done", "not_done"),
        ("report_back__entity",),
        alike=False,
    ),
)
BY_KEY: dict[str, Kind] = {kind.key.value: kind for kind in KINDS}
