"""Who may decide what, on which records, and who may read what was decided."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.rules import may_change, visible_commitments
from initiatives.base.permission import Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import STEWARDS, holds
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import may_approve, may_edit, visible_initiatives
from initiatives.shortfalls import rules as log
from initiatives.shortfalls.choices import ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.choices import Verdict
from initiatives.status.deciding.models import Ruling

Subject = Initiative | Shortfall | Commitment
DECIDERS = (*STEWARDS, Role.EXECUTIVE)
ON_ALL = (
    *(Verdict.FUND, Verdict.UNBLOCK, Verdict.REASSIGN, Verdict.ACCEPT_RISK),
    Verdict.DEFER,
)
MAY_REASSIGN: dict[type[Any], Callable[[User, Any], Answer]] = {
    Initiative: may_edit,
    Shortfall: log.may_assign,
    Commitment: may_change,
}


def kind_of(record: Subject) -> str:
    """The name of what a record is, as a decision names it."""
    return str(record._meta.model_name)


def visible_rulings(viewer: User) -> QuerySet[Ruling]:
    """What was decided on the records that the viewer may see."""
    rows = {
        "initiative": visible_initiatives(viewer),
        "shortfall": log.visible_shortfalls(viewer),
        "commitment": visible_commitments(viewer),
    }
    found = Q(pk__in=[])
    for name, seen in rows.items():
        found |= Q(**{f"{name}__in": seen.order_by().values("pk")})
    return Ruling.objects.filter(found)


def is_open(record: Subject) -> bool:
    """Whether there is anything left to decide."""
    if isinstance(record, Initiative):
        return record.stage != Stage.CLOSED
    ready = ShortfallState.OPEN if isinstance(record, Shortfall) else CommitmentState.OPEN
    return record.state == ready


def asks_for_help(record: Subject) -> bool:
    """Whether it is the commitment by which a review asks its sponsor for help."""
    return isinstance(record, Commitment) and hasattr(record, "help_of_review")


def verdicts_on(record: Subject) -> tuple[Verdict, ...]:
    """What can be decided on it as it stands; nothing once it is closed."""
    if not is_open(record):
        return ()
    if isinstance(record, Initiative) and record.stage in BEFORE_APPROVAL:
        return (Verdict.APPROVE, Verdict.DECLINE, *ON_ALL)
    return (*ON_ALL, Verdict.DECLINE) if asks_for_help(record) else ON_ALL


def may_decide(viewer: User, record: Subject, verdict: str) -> Answer:
    """Approving and reassigning follow their own rules; the rest is for who leads there.

    Nobody accepts the risk of what they answer for themselves.
    """
    if isinstance(record, Initiative) and verdict in (Verdict.APPROVE, Verdict.DECLINE):
        return may_approve(viewer, record)
    if verdict == Verdict.REASSIGN:
        return MAY_REASSIGN[type(record)](viewer, record)
    if isinstance(record, Shortfall) and log.is_hidden(viewer, record):
        return Answer(log.HIDDEN)
    if verdict == Verdict.ACCEPT_RISK and viewer.pk == record.owner_id:
        return Answer(_("You answer for this, so someone else has to accept its risk."))
    return unless(
        decides_there(viewer, record),
        _("Only its sponsor, and an executive or equity lead over %(entity)s, may decide this.")
        % {"entity": record.entity},
    )


def decides_there(viewer: User, record: Subject) -> bool:
    """Its sponsor, whom it asks for help, and who leads or steers its entity."""
    asked = record.owner_id if asks_for_help(record) else None
    return (
        viewer.is_superuser
        or viewer.pk in (sponsor_of(record), asked)
        or holds(viewer, DECIDERS, record.entity)
    )


def sponsor_of(record: Any) -> int | None:
    """The key of the sponsor of the initiative that it is or belongs to."""
    if isinstance(record, Initiative):
        return record.sponsor_id
    about = record.initiative or getattr(record, "shortfall", None)
    return sponsor_of(about) if about is not None else None


def offered(viewer: User, record: Subject) -> list[Verdict]:
    """What the viewer may decide on it as it stands."""
    return [one for one in verdicts_on(record) if may_decide(viewer, record, one)]
