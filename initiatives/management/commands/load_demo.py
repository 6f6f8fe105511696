"""Build the demonstration system."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.demo.loading import load_demo


class Command(BaseCommand):
    """Fill an empty trial system with the demonstration; a second time changes nothing."""

    help = (
        "Build the demonstration in an empty system: structure, register, promises and shortfalls "
        "around today, and six people to sign in as. A second time changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demonstration system: QI_DEMO is off.")
        try:
            new = load_demo()
        except DomainError as error:
            raise CommandError(error.message) from None
        said = "The demonstration is loaded." if new else "It was loaded before; nothing changed."
        self.stdout.write(said)
