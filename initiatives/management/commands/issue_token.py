"""Issue an API token."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import Invalid
from initiatives.people.choices import Scope
from initiatives.people.queries import person_by_address
from initiatives.people.scopes import KNOWN
from initiatives.people.services import issue_token


class Command(BaseCommand):
    """Print a new token once; only its hash is kept."""

    help = "Issue an API token for a person or a service; it is printed once, its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the person or the service")
        parser.add_argument("--scope", default=Scope.WRITE.value, help=KNOWN)
        parser.add_argument("--expires", type=int, default=90, metavar="DAYS")
        parser.add_argument("--name", default="From the command line")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_by_address(options["email"])
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        try:
            _, secret = issue_token(
                user=person,
                name=options["name"],
                scope=options["scope"],
                days=options["expires"],
            )
        except Invalid as error:
            raise CommandError(error.message) from None
        self.stdout.write(secret)
