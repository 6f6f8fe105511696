"""Keep what the status is today; a worker does the same each night."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from initiatives.base import clock
from initiatives.status.choices import State
from initiatives.status.services import build_snapshot


class Command(BaseCommand):
    """Build today's snapshot, or say what it would hold."""

    help = (
        "Keep the status of each principle at each entity as it is today. There is one snapshot a "
        "day, and it is never changed; a day that was missed stays missing. With --dry-run "
        "nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")

    def handle(self, *args: Any, **options: Any) -> None:
        day = clock.today().isoformat()
        built = build_snapshot(keep=not options["dry_run"])
        if built is None:
            self.stdout.write(
                f"Nothing to do: {day} has its snapshot, or there are no entities or no "
                "principles in force yet."
            )
            return
        said = "would be built. Nothing was written" if options["dry_run"] else "is built"
        states = Counter(cell.state for cell in built[1])
        counted = ", ".join(f"{one.label.lower()} {states[one.value]:,}" for one in State)
        self.stdout.write(f"The snapshot of {day} {said}: {len(built[1]):,} cells, {counted}.")
