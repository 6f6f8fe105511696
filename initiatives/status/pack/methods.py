"""What stands on the title page of a pack, and how its numbers come about."""

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from initiatives.base.days import full_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.choices import State
from initiatives.status.pack import (
    answering,
    charting,
    deciding,
    differing,
    falling_short,
    moved,
    standing,
)
from initiatives.status.pack.asking import Asked
from initiatives.status.pack.parts import Column, Section, Table
from initiatives.status.rules import RULES, Rules

SUMMARY = _(
    "The sentences are made from the tables that follow; every number in them stands there."
)


def told_rules(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Each rule in force: where it is so, and what the state is at best."""
    found = []
    for rule in RULES:
        terms = rules.terms(rule.key)
        limit = f" ({rule.limits.lower()}: {terms.days})" if rule.days else ""
        found.append((f"{rule.key.label}{limit}", str(terms.state.label)))
    return (*found, (gettext("None of these"), str(State.ON_TRACK.label)))


def facts(asked: Asked, rules_version: str) -> tuple[tuple[str, str], ...]:
    """The labels and values of the title page."""
    edition = str(asked.framework) if asked.framework else gettext("None is loaded")
    at = timezone.localtime(asked.as_of)
    return (
        (
            gettext("Scope"),
            gettext("%(entity)s, with everything below it") % {"entity": asked.entity.name},
        ),
        (gettext("Period"), str(asked.period)),
        (gettext("As of"), f"{full_day(at)}, {at:%H:%M} ({at.tzname()})"),
        (gettext("Principles"), edition),
        (gettext("Rule set"), rules_version),
        (gettext("Made for"), str(asked.viewer)),
        (
            gettext("What it shows"),
            gettext(
                "What %(viewer)s may see on that day, with small numbers of "
                "people masked. Pass it on only to those who may see as much."
            )
            % {"viewer": asked.viewer},
        ),
    )


def methods(asked: Asked, rules_version: str) -> Section:
    """The definitions behind each part."""
    parts = (
        *(
            (gettext("Principles by entity"), standing.METHOD),
            (gettext("Needs your decision"), deciding.METHOD),
        ),
        *((moved.TITLE, moved.METHOD), (differing.TITLE, differing.METHOD)),
        *((gettext("Charts"), charting.METHOD), (gettext("Shortfalls"), falling_short.METHOD)),
        (gettext("Report-back"), answering.METHOD),
    )
    return Section(
        title=gettext("Methods"),
        sentences=(
            gettext(
                "States were judged by the rule set %(rules_version)s. The "
                "gravest reason that applies decides, and each state opens "
                "to its reasons in the tracker."
            )
            % {"rules_version": rules_version},
            gettext(
                "Counts of people below the threshold of a measure are "
                "masked before anything is drawn or listed. Source of every "
                "number: the QI Tracker at %(site_url)s."
            )
            % {"site_url": settings.SITE_URL},
        ),
        blocks=(
            Table(
                gettext("What makes a state"),
                (Column(gettext("Rule"), 3), Column(gettext("At best"), 1)),
                told_rules(asked.rules),
            ),
            Table(
                gettext("How each part is made"),
                (Column(gettext("Part")), Column(gettext("Method"), 4)),
                parts,
            ),
        ),
    )


def file_name(asked: Asked) -> str:
    """A name for the file, without its ending: what it is of, and nothing of what it says."""
    first, last = f"{asked.period.start:%Y-%m}", f"{asked.period.end:%Y-%m}"
    place = slugify(asked.entity.short_name)[:40] or asked.entity.reference.lower()
    return f"board-pack-{place}-{first}" + (f"-to-{last}" if last != first else "")
