"""Putting a framework or a definition in force. What came before stays as it was."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import change, required
from initiatives.framework import rules
from initiatives.framework.loading import FrameworkText
from initiatives.framework.models import Definition, Expectation, Framework, Principle
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def load_framework(*, content: FrameworkText, actor: User | None = None) -> tuple[Framework, bool]:
    """Put an edition in force; the framework, and whether anything was new.

    The same file again changes nothing. Raises Invalid when the edition is known with another
    text: what was assessed under it must stay readable. `actor` is None from the command line.
    """
    if actor is not None:
        rules.may_define(actor).require()
    editions = Framework.objects.select_for_update().filter(key=content.key)
    known = editions.filter(edition=content.edition).first()
    if known is not None:
        if known.digest != content.digest:
            raise Invalid(
                {
                    "framework.version": f"Version {content.edition} of {content.name} is loaded "
                    "already, with another text. Give the changed text a new version."
                }
            )
        return known, False
    for former in editions.filter(in_force=True):
        change(former, in_force=False)
        record(actor=actor, verb="superseded", subject=former, after={"by": content.edition})
    framework = write(content)
    record(actor=actor, verb="put in force", subject=framework, after={"digest": content.digest})
    return framework, True


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

    Raises Invalid for a blank text or source, or an approval in the future.
    """
    if actor is not None:
        rules.may_define(actor).require()
    approver = approver.strip() or (str(actor) if actor else "")
    required(term=term, text=text, source=source, approver=approver)
    approved_on = approved_on or clock.today()
    if approved_on > clock.today():
        raise Invalid({"approved_on": "It cannot have been approved in the future."})
    term = " ".join(term.lower().split())
    versions = Definition.objects.select_for_update().filter(term=term).order_by("number")
    list(versions)  # one approval of a term at a time
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
