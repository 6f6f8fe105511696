"""Initiatives as lists and pages show them, with where they stand."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Initiative
from initiatives.status.choices import Level, State
from initiatives.status.models import Standing
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.queries.standings import found_of
from initiatives.status.rules import difference, judge


class Judged(NamedTuple):
    """Where an initiative stands at this moment, and what its own people say."""

    state: State
    level: Level
    reasons: tuple[str, ...]
    rules_version: str
    said: str
    said_of: date | None
    difference: str


def initiatives(viewer: User) -> QuerySet[Initiative]:
    """What lists show, with the standing of each where it is judged already."""
    return portfolio.initiatives(viewer).select_related("standing")


def workspace(viewer: User) -> QuerySet[Initiative]:
    """The same of what the viewer works on."""
    return portfolio.workspace(viewer).select_related("standing")


def judged(initiative: Initiative) -> Judged:
    """Judged now, for everybody alike, by the rules in force."""
    rules = rules_in_force()
    found = found_of(Initiative.objects.filter(pk=initiative.pk), rules)[initiative.pk]
    judgement = judge(found.facts, rules)
    said = found.said if found.facts.active else ""
    return Judged(
        judgement.state,
        Level(found.facts.level),
        judgement.reasons,
        judgement.rules_version,
        said,
        found.said_of,
        difference(said, judgement.state),
    )


def standing(initiative: Initiative) -> Standing | None:
    """What is kept of it; None until the worker has judged it for the first time."""
    return getattr(initiative, "standing", None)
