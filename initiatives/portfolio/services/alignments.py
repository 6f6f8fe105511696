"""Aligning an initiative with principles, and citing the definitions that it works by."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Blocked, Invalid, Missing
from initiatives.base.records import change, locked, plain, required, touch
from initiatives.framework.models import Principle
from initiatives.framework.queries import definitions_in_force
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import BEFORE_APPROVAL
from initiatives.portfolio.models import Alignment, Citation, Initiative


def add_alignment(
    actor: User, initiative: Initiative, principle: Principle, rationale: str
) -> Alignment:
    """A checked new alignment, without asking who adds it."""
    required(rationale=rationale)
    if not principle.framework.in_force:
        raise Invalid(
            {
                "principle": _("%(framework)s is no longer in force.")
                % {"framework": principle.framework}
            }
        )
    if initiative.alignments.filter(principle=principle).exists():
        raise Invalid(
            {
                "principle": _("It is already aligned with principle %(principle)s.")
                % {"principle": principle}
            }
        )
    alignment = Alignment(
        initiative=initiative, principle=principle, rationale=rationale.strip(), created_by=actor
    )
    check_fields(alignment)
    alignment.save()
    return alignment


def stir(initiative: Initiative) -> None:
    """Note that its people moved the initiative."""
    initiative.active_at = clock.now()
    touch(initiative, "active_at")


@transaction.atomic
def align(
    *, actor: User, initiative: Initiative, principle: Principle, rationale: str
) -> Alignment:
    """Say that an initiative serves a principle and how; raises Invalid when it already does."""
    rules.may_edit(actor, initiative).require()
    initiative = locked(initiative)
    alignment = add_alignment(actor, initiative, principle, rationale)
    stir(initiative)
    record(
        actor=actor,
        verb="aligned",
        subject=initiative,
        after={"principle": plain(principle), "rationale": alignment.rationale},
    )
    return alignment


@transaction.atomic
def revise_alignment(
    *, actor: User, alignment: Alignment, rationale: str, version: int | None = None
) -> Alignment:
    """Say anew how an initiative serves a principle."""
    rules.may_edit(actor, alignment.initiative).require()
    required(rationale=rationale)
    alignment = locked(alignment, version)
    made = change(alignment, rationale=rationale.strip())
    if made:
        check_fields(alignment)
        stir(locked(alignment.initiative))
        record(
            actor=actor,
            verb="realigned",
            subject=alignment.initiative,
            before={"principle": plain(alignment.principle), **made.before},
            after={"principle": plain(alignment.principle), **made.after},
        )
    return alignment


@transaction.atomic
def withdraw_alignment(*, actor: User, alignment: Alignment, reason: str) -> None:
    """Take an alignment back; raises Blocked once it was assessed or where it is the last one."""
    initiative = alignment.initiative
    rules.may_edit(actor, initiative).require()
    required(reason=reason)
    initiative = locked(initiative)
    if alignment.assessments.exists() or alignment.carried_from_id:
        raise Blocked(
            [Missing("alignment", _("It was assessed, and assessments are kept for good."))]
        )
    if initiative.stage not in BEFORE_APPROVAL and initiative.alignments.count() == 1:
        raise Blocked([Missing("alignments", _("Align it with another principle first."))])
    before = {"principle": plain(alignment.principle), "rationale": alignment.rationale}
    alignment.delete()
    stir(initiative)
    record(
        actor=actor, verb="withdrew alignment of", subject=initiative, before=before, reason=reason
    )


def cite_in_force(actor: User, initiative: Initiative) -> list[str]:
    """Cite what is in force and not cited yet, in place of older versions of the term."""
    cited = set(initiative.citations.values_list("definition_id", flat=True))
    new = [definition for definition in definitions_in_force(actor) if definition.pk not in cited]
    terms = [definition.term for definition in new]
    initiative.citations.filter(definition__term__in=terms).delete()
    Citation.objects.bulk_create(
        [Citation(initiative=initiative, definition=definition) for definition in new]
    )
    return [str(definition) for definition in new]


@transaction.atomic
def cite_definitions_in_force(*, actor: User, initiative: Initiative) -> Initiative:
    """Work by the definitions that are in force now; history keeps what was cited before."""
    rules.may_edit(actor, initiative).require()
    initiative = locked(initiative)
    before = [
        str(citation.definition) for citation in initiative.citations.select_related("definition")
    ]
    new = cite_in_force(actor, initiative)
    if new:
        stir(initiative)
        record(
            actor=actor,
            verb="cited",
            subject=initiative,
            before={"definitions": before},
            after={"definitions": new},
        )
    return initiative
