"""Putting a framework or a definition in force. What came before stays as it was."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid, Stale
from initiatives.base.records import change, one_at_a_time, required
from initiatives.framework import rules
from initiatives.framework.loading import DefinitionText, FrameworkText
from initiatives.framework.models import Definition, Expectation, Framework, Principle
from initiatives.framework.queries import known_as
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def load_framework(
    *,
    content: FrameworkText,
    actor: User | None = None,
    reason: str = "",
    instead_of: int | None = None,
) -> tuple[Framework, bool]:
    """Put an edition in force; the framework, and whether anything was new.

    The same file again changes nothing. Raises Invalid when the edition is known with another
    text: what was assessed under it must stay readable. `actor` is None from the command line.
    `instead_of` is the key of the edition that it was compared with, 0 where there was none; raises
    Stale where that is not the one in force any more.
    """
    if actor is not None:
        rules.may_put_in_force(actor).require()
    one_at_a_time("framework")  # so that versions stay in step
    known = known_as(content)
    if known is not None:
        return known, False
    former = Framework.objects.filter(key=content.key, in_force=True).first()
    check_compared(former, instead_of)
    if former is not None:
        change(former, in_force=False)
        record(actor=actor, verb="superseded", subject=former, after={"by": content.edition})
    framework, after = write(content), {"digest": content.digest}
    record(actor=actor, verb="put in force", subject=framework, after=after, reason=reason.strip())
    return framework, True


def check_compared(former: Framework | None, instead_of: int | None) -> None:
    """Raises Stale where another edition came in force than the one that was compared."""
    if instead_of is not None and (former.pk if former else 0) != instead_of:
        raise Stale(
            _("Somebody put another version in force meanwhile. Compare again, now with that one.")
        )


def write(content: FrameworkText) -> Framework:
    """The rows of a new edition."""
    framework = Framework.objects.create(
        key=content.key,
        edition=content.edition,
        name=content.name,
        source=content.source,
        purpose=content.purpose,
        mission=list(content.mission),
        values=list(content.values),
        digest=content.digest,
    )
    for item in content.principles:
        principle = Principle.objects.create(
            framework=framework,
            number=item.number,
            short_name=item.short_name,
            statement=item.statement,
        )
        Expectation.objects.bulk_create(
            Expectation(principle=principle, position=position, text=text)
            for position, text in enumerate(item.expects, 1)
        )
    return framework


@transaction.atomic
def approve_definition(
    *,
    actor: User | None,
    term: str,
    text: str,
    source: str,
    source_url: str = "",
    approver: str = "",
    approved_on: date | None = None,
) -> Definition:
    """Put a new version of a term in force; what cites an older one goes on showing it.

    Raises Invalid for a blank text or source, or an approval in the future. `actor` is None from
    the command line, which then has to name the approver.
    """
    if actor is not None:
        rules.may_define(actor).require()
    approver = approver.strip() or (str(actor) if actor else "")
    required(term=term, text=text, source=source, approver=approver)
    today = clock.today(actor.time_zone if actor else None)
    approved_on = approved_on or today
    if approved_on > today:
        raise Invalid({"approved_on": _("It cannot have been approved in the future.")})
    term = " ".join(term.lower().split())
    one_at_a_time("framework")  # so that versions stay in step
    latest = Definition.objects.filter(term=term).aggregate(latest=Max("number"))["latest"] or 0
    definition = Definition(
        term=term,
        number=latest + 1,
        text=text.strip(),
        source=source.strip(),
        source_url=source_url.strip(),
        approved_by=actor,
        approver=approver,
        approved_on=approved_on,
    )
    check_fields(definition)
    definition.save()
    record(actor=actor, verb="approved", subject=definition, after={"number": definition.number})
    return definition


@transaction.atomic
def load_definitions(
    *, content: Iterable[DefinitionText], approver: str, actor: User | None = None
) -> list[Definition]:
    """Put the definitions of a file in force, together; those that are so already are left alone.

    Returns the new versions; raises Invalid, naming the term, for one that cannot be kept.
    """
    one_at_a_time("framework")  # so that versions stay in step
    return [made for item in content if (made := load_definition(item, approver, actor))]


def load_definition(item: DefinitionText, approver: str, actor: User | None) -> Definition | None:
    """A new version of one term; None where the latest says the same already."""
    values: dict[str, Any] = {
        "text": item.text,
        "source": item.source,
        "source_url": item.source_url,
    }
    versions = Definition.objects.filter(term=" ".join(item.term.lower().split()))
    if versions.order_by("-number").values(*values).first() == values:
        return None
    try:
        return approve_definition(actor=actor, approver=approver, term=item.term, **values)
    except Invalid as error:
        raise Invalid({item.term: f"{item.term}: {error.message}"}) from None
