"""Who may read voices and answer them. What people said in their own words is for triage alone."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.base import phi
from initiatives.base.lazy import gettext_lazy
from initiatives.base.permission import Answer, unless
from initiatives.community.choices import THEME_WITHIN
from initiatives.community.models import Feedback, LanguageReview, ReportBack, Theme
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import (
    STEWARDS,
    holds,
    holds_anywhere,
    may_administer_all,
    seats,
    within,
)

READERS = (*STEWARDS, Role.EXECUTIVE, Role.AUDITOR)
SATURDAY = 6
READING = gettext_lazy(
    "Only equity leads, administrators, executives and auditors read what the community says. "
    "Published answers are open to everybody."
)


def is_reader(viewer: User) -> bool:
    """Whether there is anything of the community's for them at all."""
    return viewer.is_superuser or holds_anywhere(viewer, *READERS)


def may_read(viewer: User) -> Answer:
    """The same, and why not."""
    return unless(is_reader(viewer), READING)


def read_by(viewer: User) -> Q:
    """What lies at entities where the viewer looks after feedback, decides, or audits."""
    if viewer.is_superuser:
        return Q()
    below = within({seat.entity_id for seat in seats(viewer) if seat.role in READERS})
    return Q(entity__in=Entity.objects.filter(below).order_by().values("pk"))


def visible_feedback(viewer: User) -> QuerySet[Feedback]:
    """Those at entities that the viewer looks after, leads or audits."""
    return Feedback.objects.filter(read_by(viewer))


def visible_answers(viewer: User) -> QuerySet[ReportBack]:
    """The answers there, published or not."""
    return ReportBack.objects.filter(read_by(viewer))


def visible_themes(viewer: User) -> QuerySet[Theme]:
    """All of them, for those who read feedback."""
    return Theme.objects.all() if is_reader(viewer) else Theme.objects.none()


def overseen_reviews(viewer: User) -> QuerySet[LanguageReview]:
    """Who stands for which language, read by those who read feedback."""
    return LanguageReview.objects.all() if is_reader(viewer) else LanguageReview.objects.none()


def is_steward(viewer: User, entity: Entity) -> bool:
    """An equity lead or administrator over the entity."""
    return viewer.is_superuser or holds(viewer, STEWARDS, entity)


def may_triage(viewer: User, entity: Entity) -> Answer:
    """Reading what people said word for word, and everything that is done with it."""
    return unless(
        is_steward(viewer, entity),
        _("Only an equity lead or administrator of %(entity)s may do this with feedback.")
        % {"entity": entity},
    )


def may_keep_themes(viewer: User) -> Answer:
    """Themes serve the whole system."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, *STEWARDS),
        _("Only an equity lead or administrator keeps the themes."),
    )


def may_enter(viewer: User) -> Answer:
    """What came by phone, on paper or in person."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, *STEWARDS),
        _("Only an equity lead or administrator enters feedback for others."),
    )


def may_approve(viewer: User, answer: ReportBack) -> Answer:
    """Somebody else than those who wrote it: a steward or an executive over its entity."""
    writers = {answer.written_by_id, *answer.wordings.values_list("worded_by", flat=True)}
    if viewer.pk in writers:
        return Answer(_("You wrote this answer, so someone else has to approve it."))
    return unless(
        is_steward(viewer, answer.entity) or holds(viewer, (Role.EXECUTIVE,), answer.entity),
        _("Only an equity lead, administrator or executive of %(entity)s may approve this.")
        % {"entity": answer.entity},
    )


def may_confirm_languages(viewer: User) -> Answer:
    """That the public pages read well in a language is for administrators to say."""
    return may_administer_all(viewer)


def identifiers(texts: Iterable[str]) -> list[str]:
    """What these texts look as if they held, each kind once."""
    return list(dict.fromkeys(kind for kind in map(phi.found, texts) if kind))


def theme_due(received_on: date, days_off: Iterable[date]) -> date:
    """Ten working days later: Mondays to Fridays without the organisation's days off."""
    off, day, left = set(days_off), received_on, THEME_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() < SATURDAY and day not in off
    return day
