"""Who uses a system in a bench: `python -m bench.visitors FILE SCALE PEOPLE`.

That builds one of so many initiatives in the empty database of its environment, and writes people
with what they have to a file, for a driver in another process.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.asking import Badge

if TYPE_CHECKING:
    from initiatives.portfolio.models import Initiative

EXECUTIVES = 10  # every tenth of them sees everything
KEPT = ("title", "population", "aim_summary", "target_on")  # sent along by the form, unchanged


@dataclass(frozen=True)
class Visitor:
    """Somebody who owns one initiative and is a team member of one unit, by their keys."""

    badge: Badge
    person: int
    unit: int
    initiative: int
    kept: dict[str, str]


def visitors(people: int) -> list[Visitor]:
    """So many owners of different initiatives, each with a session and a token."""
    found = []
    for number, initiative in enumerate(owned(people)):
        person = initiative.owner
        assert person is not None
        if number % EXECUTIVES == 0:
            sees_everything(person.pk)
        found.append(visitor(initiative))
    return found


def owned(people: int) -> "list[Initiative]":
    """Initiatives that have not begun to test, one a person, whose owner is on a unit's team."""
    from initiatives.portfolio.models import Initiative

    early = Initiative.objects.filter(
        stage__in=["proposed", "approved", "planning"], owner__memberships__isnull=False
    )
    one_each = early.order_by("owner_id", "pk").distinct("owner").select_related("owner")
    found = list(one_each[:people])
    if len(found) < people:
        raise ValueError(f"Only {len(found)} people own something here; make it larger.")
    return found


def sees_everything(key: int) -> None:
    """An executive of the whole system."""
    from initiatives.people.choices import Role
    from initiatives.people.models import Entity, User
    from initiatives.people.services import grant_role

    root = Entity.objects.get(parent=None)
    grant_role(actor=None, user=User.objects.get(pk=key), entity=root, role=Role.EXECUTIVE)


def visitor(initiative: "Initiative") -> Visitor:
    """The owner of an initiative."""
    from bench.served import badge_of
    from initiatives.people.models import Membership

    owner = initiative.owner
    assert owner is not None
    unit = Membership.objects.filter(user=owner, role="team_member").order_by("pk")[0].entity_id
    kept = {name: str(getattr(initiative, name) or "") for name in KEPT}
    kept |= {"entity": str(initiative.entity_id), "owner": str(initiative.owner_id)}
    kept |= {"sponsor": str(initiative.sponsor_id), "reason": "It was looked at again."}
    return Visitor(badge_of(owner), owner.pk, unit, initiative.pk, kept)


def written(found: list[Visitor], file: Path) -> None:
    """Hand them over."""
    file.write_text(json.dumps([asdict(one) for one in found]))


def read(file: Path) -> Iterator[Visitor]:
    """As they were handed over."""
    for row in json.loads(file.read_text()):
        yield Visitor(**row | {"badge": Badge(**row["badge"])})


def main(file: str, scale: str, people: str) -> None:
    """Build the system and write who is there."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", interactive=False, verbosity=0)
    from bench.sized import build
    from initiatives.base import clock

    build(int(scale), clock.today())
    written(visitors(int(people)), Path(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
