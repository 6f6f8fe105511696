"""Defining a measure: what is counted, how, for whom; each version approved by somebody else."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from math import isfinite
from typing import Any

from django.db import transaction

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
    required(name=name, kind=kind)
    check_owner(owner)
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
    check_numbers(threshold, floor)
    check_fields(measure)
    measure.save()
    measure.stratifications.set(stratifications)
    draft_of(actor, measure, terms)
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
    check_owner(values.get("owner"))
    check_numbers(values.get("threshold", 11), values.get("floor", 30))
    made = change(measure, **values)
    check_fields(measure)
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
    measure.definitions.filter(approved_at=None).delete()
    draft = draft_of(actor, measure, terms)
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
        raise Invalid({"definition": f"{definition} is approved already."})
    measure.definitions.filter(in_force=True).update(in_force=False)
    definition.approved_by, definition.approved_at = actor, clock.now()
    definition.in_force = True
    definition.save(update_fields=["approved_by", "approved_at", "in_force"])
    touch(measure)
    record(actor=actor, verb="approved", subject=measure, after={"definition": definition.number})
    return definition


def draft_of(actor: User, measure: Measure, terms: Terms) -> OperationalDefinition:
    """The draft of the next definition, saved; raises Invalid."""
    check_terms(terms)
    last = measure.definitions.order_by("-number").values_list("number", flat=True).first()
    draft = OperationalDefinition(
        measure=measure,
        number=(last or 0) + 1,
        rules_version=RULE_SETS[terms.rules].version,
        written_by=actor,
        **asdict(terms),
    )
    check_fields(draft)
    draft.save()
    return draft


def check_terms(terms: Terms) -> None:
    """Raises Invalid, field by field, for a definition by which nothing can be counted."""
    errors = {}
    if not terms.text.strip():
        errors["text"] = "Say what is counted, so that two people count alike."
    if terms.rules not in RULE_SETS:
        errors["rules"] = f"Choose one of {', '.join(RULE_SETS)}."
    if terms.chart in WITH_DENOMINATOR:
        errors |= {
            name: f"A chart of rates has a {name}: say what it counts."
            for name in ("numerator", "denominator")
            if not getattr(terms, name).strip()
        }
    for name in ("baseline", "target", "multiplier"):
        number = getattr(terms, name)
        if number is not None and not isfinite(number):
            errors[name] = "This is not a number that can be kept."
    if not terms.multiplier > 0:
        errors["multiplier"] = "Multiply by a number more than zero, such as 100 for percent."
    if terms.freeze is not None and not 2 <= terms.freeze <= 10_000:
        errors["freeze"] = "Freeze the limits after 2 periods or more."
    if not 0 <= terms.due_days <= 366:
        errors["due_days"] = "Data are due within 0 to 366 days after the end of a period."
    if errors:
        raise Invalid(errors)


def check_numbers(threshold: int, floor: int) -> None:
    """Raises Invalid for a threshold that masks nothing, or a floor of nobody."""
    if not 2 <= threshold <= 1000:
        raise Invalid({"threshold": "Mask counts below 2 to 1,000; 11 masks 1 to 10."})
    if not 1 <= floor <= 10_000:
        raise Invalid({"floor": "The floor is from 1 to 10,000 people."})


def check_owner(owner: User | None) -> None:
    """Raises Invalid for an owner who can no longer sign in."""
    if owner is not None and not owner.is_active:
        raise Invalid({"owner": f"{owner}'s account is closed; choose someone else."})
