"""Let a role of the database read the reporting views, or no longer."""

import os
import re
import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.status.reporting.roles import RoleRefused, let_read, take_away

VARIABLE = "QI_REPORTING_PASSWORD"
NAME = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,62}")
SHORTEST = 12


class Command(BaseCommand):
    """Create the role where it is missing; print its password once."""

    help = (
        "Let a role of the database read the views of the schema named reporting, and nothing "
        "else. A role that is missing is created, with a password that is printed once, or with "
        f"the one in the environment variable {VARIABLE}. See docs/reporting.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the role, in small letters, digits and underscores")
        parser.add_argument(
            "--revoke", action="store_true", help="take away what was given; the role stays"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["name"]
        if not NAME.fullmatch(name):
            raise CommandError(
                f"{name!r} cannot be the name of the role: take up to 63 small letters, digits "
                "and underscores, not a digit first and not pg_."
            )
        try:
            self.take_away(name) if options["revoke"] else self.let_read(name)
        except RoleRefused as error:
            raise CommandError(error.message) from None

    def take_away(self, name: str) -> None:
        """Say what was done and what was not."""
        take_away(name)
        self.stdout.write(
            f"{name} may no longer read the views. The role itself stays; an administrator of "
            f'the database removes it with DROP ROLE "{name}".'
        )

    def let_read(self, name: str) -> None:
        """Print the password on a line of its own where it was made here."""
        given = os.environ.get(VARIABLE, "")
        if given and len(given) < SHORTEST:
            raise CommandError(f"The password in {VARIABLE} needs {SHORTEST} characters or more.")
        made = given or secrets.token_urlsafe(24)
        if not let_read(name, made):
            self.stdout.write(f"{name} was there already and may read the views now.")
        elif given:
            self.stdout.write(f"{name} is created with the password in {VARIABLE}.")
        else:
            self.stdout.write(f"{name} is created. Its password, shown only now:")
            self.stdout.write(made)
