"""Reading initiatives, alignments and imports."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, JSONObject

from initiatives.accountability.queries import overdue
from initiatives.base import subjects
from initiatives.framework.models import Principle
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import seats, within
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import (
    Alignment,
    Assessment,
    Handover,
    Initiative,
    Place,
    RegisterImport,
    TeamMember,
)

SHOWN_OF_PRINCIPLES = {
    **{name: name for name in ("pk", "number", "short_name")},
    "__str__": Concat("number", Value(". "), "short_name", output_field=TextField()),
}


def count_of(relation: str, condition: Q) -> Coalesce:
    """How many rows of a reverse relation each initiative has, as an annotation of its own.

    A subquery, so that a list pays for the rows of its page and not for the whole table.
    """
    own = Initiative.objects.filter(condition, pk=OuterRef("pk")).order_by().values("pk")
    counted = own.annotate(n=Count(relation)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def open_shortfalls(viewer: User) -> Q:
    """Those that are open and that the viewer may know of.

    Whoever sees the initiative sees its shortfalls, but for those that are confidential.
    """
    return Q(shortfalls__state="open") & ~Q(shortfalls__in=subjects.hidden("shortfall", viewer))


def initiatives(viewer: User) -> QuerySet[Initiative]:
    """What lists show: with its people, principles and counts, the long texts left out.

    `served` holds of each principle what a list shows of it: `pk`, `number`, `short_name`, and its
    name under `__str__`, where the API looks for that of any record.
    """
    served = Principle.objects.filter(alignments__initiative=OuterRef("pk")).order_by("number")
    return (
        rules.visible_initiatives(viewer)
        .select_related("entity", "owner", "sponsor")
        .annotate(
            served=ArraySubquery(served.values(row=JSONObject(**SHOWN_OF_PRINCIPLES))),
            overdue_count=count_of("commitments", overdue("commitments__")),
            open_shortfall_count=count_of("shortfalls", open_shortfalls(viewer)),
        )
        .defer("problem", "population", "notes")
    )


def initiative(viewer: User, pk: int) -> Initiative:
    """One initiative, whole; raises Initiative.DoesNotExist for what the viewer may not see.

    It knows who is on its team, which rules ask many times of a page.
    """
    team = TeamMember.objects.filter(initiative=OuterRef("pk")).order_by().values("user_id")
    whole = initiatives(viewer).defer(None).select_related("created_by")
    return whole.annotate(team_keys=ArraySubquery(team)).get(pk=pk)


def sponsors(viewer: User) -> QuerySet[User]:
    """Who sponsors anything that the viewer may see."""
    seen = rules.visible_initiatives(viewer).filter(sponsor=OuterRef("pk")).order_by()
    return User.objects.filter(Exists(seen))


def handover(viewer: User, initiative: Initiative) -> Handover | None:
    """What is written of how an initiative that the viewer sees is handed over, if anything."""
    found = Handover.objects.select_related("operational_owner", "closed_by", "looked_by")
    return found.filter(initiative=initiative).first()


def editable_initiatives(viewer: User) -> QuerySet[Initiative]:
    """Those that the viewer may change, for choosing one by its title."""
    return rules.editable_initiatives(viewer).select_related("entity").order_by("title", "pk")


def workspace(viewer: User) -> QuerySet[Initiative]:
    """What the viewer works on: owned, sponsored, on the team of, or where they are team member.

    First what carries their name, last what is closed.
    """
    team = TeamMember.objects.filter(initiative=OuterRef("pk"), user=viewer)
    seated = [seat.entity_id for seat in seats(viewer) if seat.role == Role.MEMBER]
    below = Entity.objects.filter(within(seated))
    place = Place.objects.filter(initiative=OuterRef("pk"), entity__in=below)
    own = Q(owner=viewer) | Q(sponsor=viewer) | Exists(team) | Exists(place)
    return initiatives(viewer).filter(own).order_by(nearness(viewer), "title", "pk")


def nearness(viewer: User) -> Case:
    """How near an initiative is to a person: 0 with their name on it, 1 without, 2 once closed."""
    team = viewer.team_initiatives.order_by().values("pk")
    named = Q(owner=viewer) | Q(sponsor=viewer) | Q(pk__in=team)
    return Case(When(stage=Stage.CLOSED, then=2), When(named, then=0), default=1)


def alignments(viewer: User) -> QuerySet[Alignment]:
    """The alignments of the initiatives that the viewer may see, with their assessments."""
    visible = rules.visible_initiatives(viewer).order_by().values("pk")
    judged = Assessment.objects.select_related("assessor").prefetch_related(
        "answers__expectation", "links"
    )
    return (
        Alignment.objects.filter(initiative__in=visible)
        .select_related("initiative__entity", "principle__framework", "created_by")
        .prefetch_related(Prefetch("assessments", judged))
    )


def alignment(viewer: User, pk: int) -> Alignment:
    """One alignment; raises Alignment.DoesNotExist for what the viewer may not see."""
    return alignments(viewer).get(pk=pk)


def imports(viewer: User) -> QuerySet[RegisterImport]:
    """The viewer's own imports; a register may hold what only its uploader may see."""
    return RegisterImport.objects.filter(created_by=viewer).defer("content")


def overseen_imports(viewer: User) -> QuerySet[RegisterImport]:
    """Everybody's for administrators and auditors, without content; else one's own."""
    every = rules.overseen_imports(viewer).defer("content", "verdicts")
    return every.select_related("created_by")


def import_run(viewer: User, pk: int) -> RegisterImport:
    """One of the viewer's own imports; raises RegisterImport.DoesNotExist."""
    return imports(viewer).get(pk=pk)
