"""Covers: somebody stands in for a person while they are away, if they agree."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, one_at_a_time, plain, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import CoverState
from initiatives.people.models import Cover, User
from initiatives.people.services.cover_mails import tell_of_answer, tell_of_request

LONGEST = timedelta(days=366)
STANDING = (CoverState.ASKED, CoverState.ACCEPTED)


@transaction.atomic
def ask_cover(
    *, actor: User, person: User, stand_in: User, starts: date, ends: date, reason: str = ""
) -> Cover:
    """Ask somebody to cover for a person; it holds once they have agreed. A mail tells them.

    Raises Invalid for a cover by oneself, in a circle, over before it begins or beside another.
    """
    rules.may_ask_cover(actor, person).require()
    one_at_a_time("cover")
    check_days(person, starts, ends)
    check_stand_in(person, stand_in)
    check_overlap(person, starts, ends)
    check_circle(person, stand_in, starts, ends)
    made = Cover.objects.create(
        person=person,
        stand_in=stand_in,
        starts=starts,
        ends=ends,
        reason=reason.strip()[:200],
        created_by=actor,
    )
    record(
        actor=actor,
        verb="asked for cover",
        subject=person,
        after={"stand_in": plain(stand_in), "starts": plain(starts), "ends": plain(ends)},
        reason=reason,
    )
    tell_of_request(made)
    return made


def check_days(person: User, starts: date, ends: date) -> None:
    """Raises Invalid for days in the wrong order, past, or more than a year of them."""
    if ends < starts:
        raise Invalid({"ends": _("The last day comes before the first.")})
    if ends < clock.today(person.time_zone):
        raise Invalid({"ends": _("These days are over.")})
    if ends - starts > LONGEST:
        raise Invalid(
            {"ends": _("A cover lasts a year at most; for longer, reassign what is owned.")}
        )


def check_stand_in(person: User, stand_in: User) -> None:
    """Raises Invalid for oneself and for an account that is closed."""
    if person.pk == stand_in.pk:
        raise Invalid({"stand_in": _("Nobody can cover for themselves; choose someone else.")})
    if not stand_in.is_active:
        raise Invalid(
            {
                "stand_in": _("%(stand_in)s's account is closed; choose someone else.")
                % {"stand_in": stand_in}
            }
        )


def during(starts: date, ends: date) -> QuerySet[Cover]:
    """Covers that stand on any of these days."""
    return Cover.objects.filter(state__in=STANDING, starts__lte=ends, ends__gte=starts)


def check_overlap(person: User, starts: date, ends: date) -> None:
    """Raises Invalid where somebody else covers on one of these days already."""
    other = during(starts, ends).filter(person=person).select_related("stand_in").first()
    if other:
        raise Invalid(
            {
                "starts": _(
                    "%(stand_in)s is asked to cover from %(starts)s to %(ends)s already. End that "
                    "first, or choose other days."
                )
                % {
                    "stand_in": other.stand_in,
                    "starts": date_format(other.starts, "j F"),
                    "ends": date_format(other.ends, "j F Y"),
                }
            }
        )


def check_circle(person: User, stand_in: User, starts: date, ends: date) -> None:
    """Raises Invalid when, on one of these days, the cover would come back to the person."""
    if comes_back(list(during(starts, ends)), person.pk, stand_in.pk, starts, ends):
        raise Invalid(
            {
                "stand_in": _(
                    "%(stand_in)s is away then, and the cover comes back to "
                    "%(person)s in a circle; choose someone else."
                )
                % {"stand_in": stand_in, "person": person}
            }
        )


def comes_back(others: list[Cover], person: int, current: int, starts: date, ends: date) -> bool:
    """Whether, on one of these days, who covers for `current` leads back to the person."""
    for cover in others:
        begins, stops = max(starts, cover.starts), min(ends, cover.ends)
        if cover.person_id != current or begins > stops:
            continue
        rest = [other for other in others if other is not cover]
        if cover.stand_in_id == person or comes_back(
            rest, person, cover.stand_in_id, begins, stops
        ):
            return True
    return False


@transaction.atomic
def answer_cover(*, actor: User, cover: Cover, accept: bool, version: int | None = None) -> Cover:
    """Agree to cover, or not; only the one who was asked may. Raises Invalid once answered."""
    rules.may_answer_cover(actor, cover).require()
    cover = locked(cover, version)
    if cover.state != CoverState.ASKED:
        raise Invalid(
            {
                "state": _("This was %(state)s already.")
                % {"state": cover.get_state_display().lower()}
            }
        )
    made = change(
        cover,
        state=CoverState.ACCEPTED if accept else CoverState.DECLINED,
        answered_at=clock.now(),
    )
    verb = "agreed to cover for" if accept else "declined to cover for"
    record(actor=actor, verb=verb, subject=cover.person, before=made.before, after=made.after)
    tell_of_answer(cover)
    return cover


@transaction.atomic
def end_cover(*, actor: User, cover: Cover, reason: str, version: int | None = None) -> Cover:
    """End a cover, or take back the request; raises Invalid without a reason or once it is over."""
    rules.may_end_cover(actor, cover).require()
    required(reason=reason)
    cover = locked(cover, version)
    if cover.state not in STANDING:
        raise Invalid(
            {
                "state": _("This was %(state)s already.")
                % {"state": cover.get_state_display().lower()}
            }
        )
    made = change(cover, state=CoverState.ENDED)
    record(
        actor=actor,
        verb="ended the cover of",
        subject=cover.person,
        before=made.before,
        after=made.after,
        reason=reason,
    )
    return cover
