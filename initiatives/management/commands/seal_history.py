"""Seal the history now, or print the seals there are, as lines to keep elsewhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.history.queries import seals, verify
from initiatives.history.services import seal


class Command(BaseCommand):
    """Check, seal and print."""

    help = (
        "Check the history, seal what was written since the last seal, and print the line of the "
        "new seal. Keep the line where those who run the database cannot write; verify_history "
        "--seals FILE compares. A worker does the same once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--list", action="store_true", help="print every seal, the oldest first; make none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for one in seals().order_by("number").iterator():
                self.stdout.write(str(one))
            return
        verdict = verify()
        self.stdout.write(str(seal(intact=verdict.intact)))
        if not verdict.intact:
            raise CommandError(
                f"It was sealed as it is, but it is broken: {verdict.breaks[0].message} "
                "verify_history says more."
            )
