"""The start page by role, and the workspace of a QI team."""

from typing import Any, NamedTuple

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.accountability import queries as accountability
from initiatives.accountability.models import Commitment
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.portfolio import queries, rules
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import AIM_PARTS, missing_aim_parts
from initiatives.web.access import landing_url
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, entity_choices, principle_choices
from initiatives.web.frame.lists import COHORT


class Work(NamedTuple):
    """An initiative as its team sees it: one's part, what comes next, what is missing."""

    initiative: Initiative
    part: str
    coming: Commitment | None
    missing: list[str]


@page
def home(request: HttpRequest) -> HttpResponse:
    """On to the page that the viewer's main role comes for."""
    return redirect(landing_url(viewer_of(request)))


class Workspace(ListPage):
    """What the viewer owns, sponsors or works on, and what goes on where they are team member."""

    filter_class = InitiativeFilter
    template_name = "home/workspace.html"
    table_name = "workspace"
    hidden = ("owner", "sponsor", "unowned", *COHORT)
    orders = (
        ("title", _("Title")),
        ("target_on", _("Target date")),
        ("stage", _("Stage")),
        ("-active_at", _("Most recently active")),
        ("active_at", _("Longest without activity")),
    )

    def rows(self) -> QuerySet[Initiative]:
        return queries.workspace(self.viewer).defer(None).prefetch_related("members")

    @cached_property
    def tree(self) -> list[Entity]:
        return people.tree(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer, self.tree),
            "principle": principle_choices(self.viewer),
        }

    def list_context(self, filters: Any, rows: "Page[Any]", choices: Any) -> dict[str, Any]:
        """The initiatives of one page, each with what its team needs to know."""
        context = super().list_context(filters, rows, choices)
        return context | {"works": works(self.viewer, list(rows))}

    def context(self) -> dict[str, Any]:
        return {
            "may_create": any(rules.may_create(self.viewer, entity) for entity in self.tree),
            "may_import": rules.may_import(self.viewer),
        }


def works(viewer: User, initiatives: list[Initiative]) -> list[Work]:
    """The initiatives of a page with what else is shown of them; one more query for all."""
    coming = coming_of(viewer, initiatives)
    return [
        Work(one, part_of(viewer, one), coming.get(one.pk), missing_of(one)) for one in initiatives
    ]


def coming_of(viewer: User, initiatives: list[Initiative]) -> dict[int | None, Commitment]:
    """The open commitment of each initiative that falls due first."""
    open_ones = accountability.commitments(viewer).filter(initiative__in=initiatives, state="open")
    first = open_ones.order_by("initiative_id", "due_on", "pk").distinct("initiative_id")
    return {commitment.initiative_id: commitment for commitment in first}


def part_of(viewer: User, initiative: Initiative) -> str:
    """What the viewer is to an initiative, in a word or two; empty for one who only looks on."""
    parts = {
        initiative.sponsor_id: gettext("Sponsor"),
        initiative.owner_id: gettext("Accountable owner"),
    }
    team = {member.user_id: member.get_part_display() for member in initiative.members.all()}
    return parts.get(viewer.pk) or team.get(viewer.pk, "")


def missing_of(initiative: Initiative) -> list[str]:
    """What a charter still lacks, in words; a closed one lacks nothing any more."""
    if initiative.stage == Stage.CLOSED:
        return []
    parts = len(missing_aim_parts(initiative))
    of_aim = gettext("%(missing)d of the %(all)d parts of its aim")
    wanted = (
        (gettext("an accountable owner"), initiative.owner_id),
        (gettext("a sponsor"), initiative.sponsor_id),
        (gettext("a principle that it serves"), initiative.served),  # type: ignore[attr-defined]
        (gettext("the problem"), initiative.problem),
        (gettext("who is served"), initiative.population),
        (of_aim % {"missing": parts, "all": len(AIM_PARTS)}, not parts),
        (gettext("a target date"), initiative.target_on or initiative.target_note),
    )
    return [words for words, there in wanted if not there]
