"""Defining a measure: what is counted, how, for whom; each version approved by somebody else."""

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date
from math import isfinite
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.services.promises import check_owner
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required, touch
from initiatives.history.services import record
from initiatives.measures import rules
from initiatives.measures.choices import WITH_DENOMINATOR, Direction, Frequency
from initiatives.measures.models import Measure, OperationalDefinition, Stratification
from initiatives.measures.spc import RULE_SETS
from initiatives.people.models import User
from initiatives.portfolio.models import Initiative


@dataclass(frozen=True)
class Terms:
    """What a definition says; `due_days` are days after the end of a period."""

    text: str
    chart: str
    direction: str = Direction.INCREASE
    frequency: str = Frequency.MONTH
    due_days: int = 15
    numerator: str = ""
    denominator: str = ""
    inclusions: str = ""
    exclusions: str = ""
    unit: str = ""
    multiplier: float = 1.0
    baseline: float | None = None
    target: float | None = None
    target_on: date | None = None
    source: str = ""
    rules: str = "anhoej"
    screen: bool = True
    freeze: int | None = None


@transaction.atomic
def define_measure(
    *,
    actor: User,
    initiative: Initiative,
    name: str,
    kind: str,
    terms: Terms,
    why: str = "",
    owner: User | None = None,
    stratifications: Collection[Stratification] = (),
    threshold: int = 11,
    floor: int = 30,
) -> Measure:
    """A new measure with the draft of its definition; raises Invalid for what cannot be counted."""
    rules.may_define(actor, initiative).require()
    measure = Measure(
        initiative=initiative,
        name=name.strip(),
        kind=kind,
        why=why.strip(),
        owner=owner,
        threshold=threshold,
        floor=floor,
        created_by=actor,
    )
    draft = draft_of(actor, measure, terms)
    check_all(
        lambda: required(name=name, kind=kind),
        lambda: check_owner(owner),
        lambda: check_numbers(threshold, floor),
        lambda: check_fields(measure),
        lambda: check_terms(terms),
        lambda: check_fields(draft),
    )
    measure.save()
    measure.stratifications.set(stratifications)
    draft.measure = measure
    draft.save()
    record(
        actor=actor,
        verb="defined",
        subject=measure,
        after={
            "initiative": plain(initiative),
            "owner": plain(owner),
            "stratifications": plain(sorted(stratifications, key=str)),
        },
    )
    return measure


@transaction.atomic
def revise_measure(
    *, actor: User, measure: Measure, version: int | None = None, **values: Any
) -> Measure:
    """Change `name`, `kind`, `why`, `owner`, `threshold` or `floor`, or add `stratifications`.

    A vocabulary by which something was recorded stays.
    """
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    added = set(values.pop("stratifications", ())) - set(measure.stratifications.all())
    fresh = copy(measure)
    for name, value in values.items():
        setattr(fresh, name, value)
    check_all(
        lambda: required(name=fresh.name, kind=fresh.kind),
        lambda: check_owner(values.get("owner")),
        lambda: check_numbers(fresh.threshold, fresh.floor),
        lambda: check_fields(fresh),
    )
    made = change(measure, **values)
    if added:
        measure.stratifications.add(*added)
        made.after["stratifications"] = plain(sorted(added, key=str))
        touch(measure)
    if made:
        record(actor=actor, verb="revised", subject=measure, before=made.before, after=made.after)
    return measure


@transaction.atomic
def revise_definition(
    *, actor: User, measure: Measure, terms: Terms, version: int | None = None
) -> OperationalDefinition:
    """Write the next definition anew, as a draft; the one in force stays until that is approved."""
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    draft = draft_of(actor, measure, terms)
    check_all(
        lambda: check_terms(terms),
        lambda: check_recorded(measure, terms),
        lambda: check_fields(draft),
    )
    measure.definitions.filter(approved_at=None).delete()
    draft.save()
    touch(measure)
    record(actor=actor, verb="drafted", subject=measure, after={"definition": draft.number})
    return draft


@transaction.atomic
def approve_definition(
    *, actor: User, definition: OperationalDefinition, version: int | None = None
) -> OperationalDefinition:
    """Put a draft in force; what is recorded from now on stands under it."""
    rules.may_approve(actor, definition).require()
    measure = locked(definition.measure, version)
    definition = measure.definitions.get(pk=definition.pk)
    if definition.approved_at is not None:
        raise Invalid(
            {"definition": _("%(definition)s is approved already.") % {"definition": definition}}
        )
    check_recorded(measure, definition)
    measure.definitions.filter(in_force=True).update(in_force=False)
    definition.approved_by, definition.approved_at = actor, clock.now()
    definition.in_force = True
    definition.save(update_fields=["approved_by", "approved_at", "in_force"])
    touch(measure)
    record(actor=actor, verb="approved", subject=measure, after={"definition": definition.number})
    return definition


def draft_of(actor: User, measure: Measure, terms: Terms) -> OperationalDefinition:
    """The draft of the next definition, neither checked nor saved yet."""
    approved = measure.pk and measure.definitions.exclude(approved_at=None)
    last = approved and approved.order_by("-number").values_list("number", flat=True).first()
    known = RULE_SETS.get(terms.rules)
    return OperationalDefinition(
        measure=measure,
        number=(last or 0) + 1,
        rules_version=known.version if known else "",
        written_by=actor,
        **asdict(terms),
    )


def check_all(*checks: Callable[[], None]) -> None:
    """Raises Invalid with what all of these checks say, so that a form is put right at one go."""
    errors: dict[str, str] = {}
    for check in checks:
        try:
            check()
        except Invalid as error:
            errors = error.errors | errors
    if errors:
        raise Invalid(errors)


def check_terms(terms: Terms) -> None:
    """Raises Invalid, field by field, for a definition by which nothing can be counted."""
    errors = {}
    if not terms.text.strip():
        errors["text"] = _("Say what is counted, so that two people count alike.")
    if terms.rules not in RULE_SETS:
        errors["rules"] = _("Choose one of %(rule_sets)s.") % {"rule_sets": ", ".join(RULE_SETS)}
    if terms.chart in WITH_DENOMINATOR:
        errors |= {
            name: _("A chart of rates has a %(name)s: say what it counts.") % {"name": name}
            for name in ("numerator", "denominator")
            if not getattr(terms, name).strip()
        }
    for name in ("baseline", "target", "multiplier"):
        number = getattr(terms, name)
        if number is not None and not isfinite(number):
            errors[name] = _("This is not a number that can be kept.")
    if not terms.multiplier > 0:
        errors["multiplier"] = _("Multiply by a number more than zero, such as 100 for percent.")
    if terms.freeze is not None and not 2 <= terms.freeze <= 10_000:
        errors["freeze"] = _("Freeze the limits after 2 periods or more.")
    if not 0 <= terms.due_days <= 366:
        errors["due_days"] = _("Data are due within 0 to 366 days after the end of a period.")
    if errors:
        raise Invalid(errors)


def check_recorded(measure: Measure, terms: Terms | OperationalDefinition) -> None:
    """Raises Invalid for a definition under which what is recorded could not be charted.

    Months beside quarters overlap, and a numerator with its denominator is not one number.
    """
    row = measure.observations.filter(replaced_by=None).select_related("definition").first()
    if row is None:
        return
    errors = {}
    if terms.frequency != row.definition.frequency:
        known = row.definition.get_frequency_display().lower()
        errors["frequency"] = _(
            "Data are recorded %(known)s, and periods would overlap. Define a measure of its own."
        ) % {"known": known}
    if (terms.chart in WITH_DENOMINATOR) != (row.definition.chart in WITH_DENOMINATOR):
        errors["chart"] = _(
            "What is recorded would not fit: shares and rates have a denominator, all else has one "
            "number. Define a measure of its own."
        )
    if errors:
        raise Invalid(errors)


def check_numbers(threshold: int, floor: int) -> None:
    """Raises Invalid for a threshold that masks nothing, or a floor of nobody."""
    errors = {}
    if not 2 <= threshold <= 1000:
        errors["threshold"] = _("Give a number from 2 to 1,000; 11 masks counts from 1 to 10.")
    if not 1 <= floor <= 10_000:
        errors["floor"] = _("Give a number of people from 1 to 10,000.")
    if errors:
        raise Invalid(errors)
