"""Note that mail to an address came back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.accountability.services import note_bounce
from initiatives.people.queries import person_by_address


class Command(BaseCommand):
    """For whatever reads the bounces of the mail server."""

    help = (
        "Note that mail to an address came back: no more is sent there, and what its person owns "
        "goes to the equity lead, until the address is changed or an administrator sends again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that mail came back from")
        parser.add_argument("reason", help="what the other server said")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_by_address(options["email"])
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        note_bounce(person=person, because=options["reason"])
        self.stdout.write(f"Mail to {person.email} is held back.")
