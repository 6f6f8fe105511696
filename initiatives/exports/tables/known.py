"""What is worked by and who works: cycles, definitions, people and entities as tables."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from initiatives.exports.tables.shapes import Row, Table, name, yes
from initiatives.framework import queries as framework
from initiatives.framework.filters import DefinitionFilter
from initiatives.people import queries as people
from initiatives.people.filters import EntityFilter, PersonFilter
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.filters import CycleFilter


def cycle_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about = one.idea.initiative
        yield (
            one.pk,
            (
                *(one.reference, one.title, about.reference, about.title, about.entity.name),
                *(str(one.idea), one.number, one.follows.reference if one.follows else ""),
                *(one.get_step_display(), one.get_scale_display(), one.get_purpose_display()),
                *(name(one.owner), one.question, one.prediction, one.prediction_reason),
                *(one.planned_from, one.planned_until, one.began_on, one.ended_on),
                *(one.get_as_planned_display(), one.get_finding_display(), one.learning),
                *(one.get_decision_display(), one.decision_reason or one.dropped_because),
            ),
        )


def definition_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    in_force = set(framework.definitions_in_force(viewer).values_list("pk", flat=True))
    for one in rows:
        yield (
            one.pk,
            (
                *(one.reference, one.term, one.number, yes(one.pk in in_force), one.text),
                *(one.source, one.source_url, one.approver, one.approved_on),
            ),
        )


def people_of(viewer: User) -> QuerySet[User]:
    """The directory, with the roles that are held now."""
    held = Prefetch("memberships", people.memberships(viewer), to_attr="roles_held")
    return people.listed_people(viewer).prefetch_related(held)


def person_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        yield (
            one.pk,
            (
                *(one.reference, one.name, one.title, one.email),
                "; ".join(str(held) for held in one.roles_held),
            ),
        )


def entity_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        yield (
            one.pk,
            (
                *(one.reference, one.name, one.short_name, one.get_kind_display()),
                *(name(one.parent), name(one.merged_into)),
            ),
        )


CYCLES = Table(
    "cycles",
    "PDSA cycles",
    portfolio.cycles,
    CycleFilter,
    (
        *("Reference", "Cycle", "Initiative (reference)", "Initiative", "Entity", "Change idea"),
        *("Number", "Follows (reference)", "Step", "Scale", "Purpose", "Owner", "Question"),
        *("Prediction", "Why it is expected", "Planned from", "Planned until", "Began on"),
        *("Ended on", "Carried out as planned", "Prediction held", "Learning", "Decision"),
        "Why",
    ),
    cycle_cells,
)
DEFINITIONS = Table(
    "definitions",
    "Definitions",
    framework.definitions,
    DefinitionFilter,
    (
        *("Reference", "Term", "Version", "In force", "Text", "Source", "Address of the source"),
        *("Approved by", "Approved on"),
    ),
    definition_cells,
)
PEOPLE = Table(
    "people",
    "People",
    people_of,
    PersonFilter,
    ("Reference", "Name", "Post", "E-mail", "Roles"),
    person_cells,
)
ENTITIES = Table(
    "entities",
    "Entities",
    people.entities,
    EntityFilter,
    ("Reference", "Entity", "Short name", "Kind", "Below", "Part of this one now"),
    entity_cells,
)
