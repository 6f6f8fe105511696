"""Bring in the observations of a measure from a spreadsheet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.base.references import key_of, plain_key
from initiatives.management.actors import actor_of, add_actor
from initiatives.management.files import read
from initiatives.measures import queries, services
from initiatives.measures.importing import LIMITS
from initiatives.measures.models import Measure
from initiatives.people.models import User


class Command(BaseCommand):
    """Read each row; write all of them, or none where one has a problem."""

    help = (
        "Bring in the observations of a measure from a CSV or XLSX file with a row for each period "
        "and group. Every problem is listed by row, as a spreadsheet counts them; nothing is "
        "written while there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument(
            "--measure", required=True, metavar="KEY", help="the measure, such as M-7"
        )
        parser.add_argument("--dry-run", action="store_true", help="judge, and write nothing")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read(options["file"], LIMITS.size)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        actor = actor_of(options["email"])
        try:
            done = services.import_observations(
                actor=actor,
                measure=self.measure(actor, options["measure"]),
                content=content,
                file_name=options["file"].name,
                dry_run=options["dry_run"],
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        self.tell(done, options["dry_run"])

    def measure(self, actor: User, name: str) -> Measure:
        """The measure of a reference or key that this person may see."""
        key = key_of(name, Measure.prefix) or plain_key(name)
        try:
            return queries.measure(actor, key or 0)
        except Measure.DoesNotExist:
            raise CommandError(f"There is no measure {name}.") from None

    def tell(self, done: services.Imported, dry_run: bool) -> None:
        """The remarks on the file, a line a problem, and what came of it."""
        for remark in done.remarks:
            self.stdout.write(remark)
        for problem in done.problems:
            self.stdout.write(f"Row {problem.row}: {problem.field}: {problem.message}")
        if done.recorded is None:
            raise CommandError(f"Problems: {len(done.problems)}. Nothing was written.")
        outcome = "Nothing was written: this was a dry run." if dry_run else "Written."
        self.stdout.write(
            f"{done.recorded.new} new, {done.recorded.corrected} corrected, "
            f"{done.recorded.same} as they were. {outcome}"
        )
