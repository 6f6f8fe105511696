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
from initiatives.measures.choices import Layout
from initiatives.measures.importing import LIMITS
from initiatives.measures.models import Measure
from initiatives.people.models import User


class Command(BaseCommand):
    """Read each row; write all of them, or none where one has a problem."""

    help = (
        "Bring in the observations of a measure from a CSV or XLSX file (long, wide, or counts "
        "that add up over time), a FHIR MeasureReport, or a REDCap export. Every problem is listed "
        "by row, as a spreadsheet counts them; nothing is written while there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV, TSV, XLSX or JSON file")
        parser.add_argument(
            "--measure", required=True, metavar="KEY", help="the measure, such as M-7"
        )
        parser.add_argument("--dry-run", action="store_true", help="judge, and write nothing")
        parser.add_argument(
            "--layout",
            default="",
            choices=["", *Layout.values],
            metavar="LAYOUT",
            help=f"one of {', '.join(Layout.values)}; if not given, the content tells",
        )
        parser.add_argument(
            "--columns",
            nargs="+",
            action="extend",
            default=[],
            metavar="FIELD=HEADER",
            help="which column is which field; FIELD==VALUE is the same for every row, and "
            "FIELD:TEXT=GROUP says which group a text is",
        )
        parser.add_argument(
            "--because", default="", help="why figures that are final are corrected"
        )
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
                layout=options["layout"],
                columns=columns_of(options["columns"]),
                because=options["because"],
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
        for decision in done.decisions:
            self.stdout.write(f"Row {decision.row}: {decision.message}")
        if done.recorded is None:
            raise CommandError(
                f"Problems: {len(done.problems)}. Nothing was written."
                if done.problems
                else f"To decide: {len(done.decisions)}. Nothing was written."
            )
        outcome = "Nothing was written: this was a dry run." if dry_run else "Written."
        self.stdout.write(
            f"{done.recorded.new} new, {done.recorded.corrected} corrected, "
            f"{done.recorded.same} as they were. {outcome}"
        )


def columns_of(given: list[str]) -> dict[str, str] | None:
    """What was said of columns; raises CommandError for what names no field. None for nothing."""
    found = {}
    for one in given:
        name, mark, meant = one.partition("=")
        if not mark or not name.strip():
            raise CommandError(f"{one} does not say which column is which: write FIELD=HEADER.")
        found[name.strip()] = meant
    return found or None
