"""Let somebody who lost phone, keys and codes set up a new second step."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.people.queries import person_by_address
from initiatives.people.services import note_factor


class Command(BaseCommand):
    """For who runs the system, after they made sure who asks."""

    help = (
        "Remove all second factors of a person, recovery codes too. Make sure who asks: from then "
        "on their password alone signs them in, and sets up a new one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="their e-mail address")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = person_by_address(options["email"])
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        removed, _ = person.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's
        if not removed:
            raise CommandError(f"{person} has no second factor.")
        verb = "removed a second factor of"
        note_factor(person=person, verb=verb, what="all, by the command line", by=None)
        self.stdout.write(f"{person} signs in without a second step, until they set one up.")
