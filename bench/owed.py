"""People who are owed something now, at any hour: `python -m bench.owed HOW_MANY`.

Run with the environment of the system that is to owe it. Rows are as the services would write
them, but all at once.
"""

import os
import sys
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from initiatives.people.models import Entity, User


def main(people: int) -> None:
    """Make the tables, one entity, and so many people with a promise that is due."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    fill(people)


def fill(people: int, promises: int = 1, *, urgent: bool = False) -> None:
    """So many people with so many promises each that are due today; urgent ones go singly."""
    from initiatives.accountability.models import Commitment, Policy, PolicyStep
    from initiatives.accountability.queries import policies_in_force
    from initiatives.base import clock

    policies_in_force()
    Policy.objects.update(quiet_from=time(0), quiet_until=time(0))
    PolicyStep.objects.filter(audience="owner").update(urgent=urgent)
    entity = whole_system()
    Commitment.objects.bulk_create(
        (
            Commitment(
                title=f"Publish the results of round {number}",
                owner=owner,
                due_on=clock.today("UTC"),
                entity=entity,
                created_by=owner,
            )
            for owner in working_round_the_clock(people)
            for number in range(1, promises + 1)
        ),
        batch_size=2000,
    )


def whole_system() -> "Entity":
    """One entity, at which everything is promised."""
    from initiatives.people.models import Entity

    entity = Entity.objects.create(name="System", short_name="System", kind="system")
    entity.lineage = [entity.pk]
    entity.save(update_fields=["lineage"])
    return entity


def working_round_the_clock(people: int) -> "list[User]":
    """People whose digest may go at any hour of any day."""
    from initiatives.accountability.models import Preference
    from initiatives.people.models import User

    found = User.objects.bulk_create(
        (
            User(
                email=f"person{number}@example.org",
                name=f"Person {number}",
                password="!",  # noqa: S106 (no password fits it)
                time_zone="UTC",
                working_days=[1, 2, 3, 4, 5, 6, 7],
            )
            for number in range(people)
        ),
        batch_size=2000,
    )
    Preference.objects.bulk_create(
        (Preference(person=one, digest_at=time(0)) for one in found), batch_size=2000
    )
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
