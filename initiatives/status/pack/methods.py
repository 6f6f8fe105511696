"""What stands on the title page of a pack, and how its numbers come about."""

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

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

SUMMARY = "The sentences are made from the tables that follow; every number in them stands there."


def told_rules(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Each rule in force: where it is so, and what the state is at best."""
    found = []
    for rule in RULES:
        terms = rules.terms(rule.key)
        limit = f" ({rule.limits.lower()}: {terms.days})" if rule.days else ""
        found.append((f"{rule.key.label}{limit}", str(terms.state.label)))
    return (*found, ("None of these", str(State.ON_TRACK.label)))


def facts(asked: Asked, rules_version: str) -> tuple[tuple[str, str], ...]:
    """The labels and values of the title page."""
    edition = str(asked.framework) if asked.framework else "None is loaded"
    at = timezone.localtime(asked.as_of)
    return (
        ("Scope", f"{asked.entity.name}, with everything below it"),
        ("Period", str(asked.period)),
        ("As of", f"{at:%-d %B %Y, %H:%M} ({at.tzname()})"),
        ("Principles", edition),
        ("Rule set", rules_version),
        ("Made for", str(asked.viewer)),
        (
            "What it shows",
            f"What {asked.viewer} may see on that day, with small numbers of people masked. Pass "
            "it on only to those who may see as much.",
        ),
    )


def methods(asked: Asked, rules_version: str) -> Section:
    """The definitions behind each part."""
    parts = (
        *(("Principles by entity", standing.METHOD), ("Needs your decision", deciding.METHOD)),
        *((moved.TITLE, moved.METHOD), (differing.TITLE, differing.METHOD)),
        *(("Charts", charting.METHOD), ("Shortfalls", falling_short.METHOD)),
        ("Report-back", answering.METHOD),
    )
    return Section(
        title="Methods",
        sentences=(
            f"States were judged by the rule set {rules_version}. The gravest reason that applies "
            "decides, and each state opens to its reasons in the tracker.",
            "Counts of people below the threshold of a measure are masked before anything is "
            f"drawn or listed. Source of every number: the QI Tracker at {settings.SITE_URL}.",
        ),
        blocks=(
            Table(
                "What makes a state",
                (Column("Rule", 3), Column("At best", 1)),
                told_rules(asked.rules),
            ),
            Table("How each part is made", (Column("Part"), Column("Method", 4)), parts),
        ),
    )


def file_name(asked: Asked) -> str:
    """A name for the file, without its ending: what it is of, and nothing of what it says."""
    first, last = f"{asked.period.start:%Y-%m}", f"{asked.period.end:%Y-%m}"
    place = slugify(asked.entity.short_name)[:40] or asked.entity.reference.lower()
    return f"board-pack-{place}-{first}" + (f"-to-{last}" if last != first else "")
