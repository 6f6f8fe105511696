"""Keeping the job families: add, rename and order, retire, take up again."""

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import Change, change, locked, one_at_a_time, required, with_values
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.workforce import rules
from initiatives.workforce.models import JobFamily

MOST = 100
# A start that most health systems can use.
FAMILIES = (
    ("nurses", "Nurses"),
    ("physicians", "Physicians and advanced practice"),
    ("allied", "Allied health"),
    ("support", "Support and service"),
    ("administrative", "Administrative"),
    ("leadership", "Leadership"),
)


@transaction.atomic
def add_family(*, actor: User, name: str, key: str = "", position: int | None = None) -> JobFamily:
    """A new job family, the last where no place is said; its key is made of its name if not given.

    Raises Invalid for a key or a name that is taken.
    """
    rules.may_keep_families(actor).require()
    one_at_a_time("job families")
    required(name=name)
    name, latest = " ".join(name.split()), JobFamily.objects.aggregate(at=Max("position"))["at"]
    place = (latest or 0) + 1 if position is None else position
    family = JobFamily(key=key or slugify(name)[:40], name=name, position=place)
    if JobFamily.objects.count() >= MOST:
        raise Invalid(
            {
                "name": _("There are %(most)s job families already; retire some first.")
                % {"most": MOST}
            }
        )
    check_family(family)
    family.save()
    record(actor=actor, verb="added", subject=family, after={"key": family.key})
    return family


def load_families(*, actor: User) -> list[JobFamily]:
    """Those of the usual list that are not there yet."""
    known = set(JobFamily.objects.values_list("key", flat=True))
    return [add_family(actor=actor, key=k, name=name) for k, name in FAMILIES if k not in known]


@transaction.atomic
def revise_family(
    *, actor: User, family: JobFamily, name: str, position: int, version: int | None = None
) -> JobFamily:
    """Another name or place; what was counted under it shows the new name."""
    rules.may_keep_families(actor).require()
    one_at_a_time("job families")
    required(name=name)
    values = {"name": " ".join(name.split()), "position": position}
    family = locked(family, version)
    check_family(with_values(family, values))
    return noted(actor, "revised", family, change(family, **values))


@transaction.atomic
def retire_family(
    *, actor: User, family: JobFamily, reason: str, version: int | None = None
) -> JobFamily:
    """Nothing new is counted under it; what was stays."""
    rules.may_keep_families(actor).require()
    required(reason=reason)
    family = locked(family, version)
    if family.retired_at is not None:
        return family
    return noted(actor, "retired", family, change(family, retired_at=clock.now()), reason)


@transaction.atomic
def restore_family(*, actor: User, family: JobFamily, version: int | None = None) -> JobFamily:
    """It is counted again."""
    rules.may_keep_families(actor).require()
    family = locked(family, version)
    return noted(actor, "reopened", family, change(family, retired_at=None))


def noted(actor: User, verb: str, family: JobFamily, made: Change, reason: str = "") -> JobFamily:
    """The job family, with what changed of it on record."""
    if made:
        record(
            actor=actor,
            verb=verb,
            subject=family,
            before=made.before,
            after=made.after,
            reason=reason,
        )
    return family


def check_family(family: JobFamily) -> None:
    """Raises Invalid for what cannot be kept, and for a key or a name that another one has."""
    check_fields(family)
    others = JobFamily.objects.exclude(pk=family.pk)
    if others.filter(key=family.key).exists():
        raise Invalid({"key": _("There is a job family with this key already.")})
    if others.filter(name__iexact=family.name).exists():
        raise Invalid({"name": _("There is a job family of this name already.")})
