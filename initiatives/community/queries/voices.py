"""Reading voices and themes."""

from typing import NamedTuple

from django.db.models import QuerySet

from initiatives.community import rules
from initiatives.community.models import Feedback, Theme
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, Membership, User

PUBLIC_KINDS = (EntityKind.HOSPITAL, EntityKind.CLINIC, EntityKind.SCHOOL)


class Shown(NamedTuple):
    """What a viewer reads of a voice: its own words, or those that were reviewed."""

    said: str
    better: str
    verbatim: bool
    identifiers: list[str]


def feedback(viewer: User) -> QuerySet[Feedback]:
    """The voices that the viewer may know of."""
    return (
        rules.visible_feedback(viewer)
        .select_related("entity", "owner", "theme_commitment", "answer_commitment")
        .prefetch_related("themes")
    )


def feedback_item(viewer: User, pk: int) -> Feedback:
    """One voice; raises Feedback.DoesNotExist for what the viewer may not see."""
    return feedback(viewer).select_related("contact").get(pk=pk)


def shown(viewer: User, voice: Feedback) -> Shown:
    """The words as the viewer may read them; who decides or audits reads what was reviewed."""
    if rules.may_triage(viewer, voice.entity):
        found = rules.identifiers((voice.said, voice.better))
        return Shown(voice.said, voice.better, True, found)
    return Shown(voice.redacted, "", False, [])


def themes(viewer: User) -> QuerySet[Theme]:
    """The themes."""
    return rules.visible_themes(viewer)


def theme(viewer: User, pk: int) -> Theme:
    """One theme; raises Theme.DoesNotExist."""
    return themes(viewer).get(pk=pk)


def offered_places() -> QuerySet[Entity]:
    """Where something can have happened, for anybody: hospitals, clinics and schools."""
    return Entity.objects.filter(kind__in=PUBLIC_KINDS, merged_into=None)


def answering_for(entity: Entity) -> User | None:
    """The equity lead nearest above an entity, or else an administrator; None where nobody is."""
    held = Membership.objects.filter(
        role__in=(Role.LEAD, Role.ADMINISTRATOR),
        entity__in=entity.lineage,
        ended_at=None,
        user__is_active=True,
        user__answered_by=None,
    ).select_related("user")
    near = sorted(
        held,
        key=lambda seat: (
            seat.role != Role.LEAD,
            -entity.lineage.index(seat.entity_id),
            seat.pk,
        ),
    )
    return near[0].user if near else None
