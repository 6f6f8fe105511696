"""Bring in workforce counts from a spreadsheet."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.management.actors import actor_of, add_actor
from initiatives.management.files import read
from initiatives.workforce import services
from initiatives.workforce.importing import LIMITS


class Command(BaseCommand):
    """Judge each row; write all counts, or none where a row is refused."""

    help = (
        "Bring in workforce counts from a CSV or XLSX file with a row for each group: entity, job "
        "family, as of, vocabulary, group, heads, source, note. Every problem is listed by row, as "
        "a spreadsheet counts them; nothing is written while there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV, TSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="judge, and write nothing")
        parser.add_argument("--because", default="", help="why counts that stand are corrected")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read(options["file"], LIMITS.size)
            done = services.import_counts(
                actor=actor_of(options["email"]),
                content=content,
                file_name=options["file"].name,
                because=options["because"],
                dry_run=options["dry_run"],
            )
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except DomainError as error:
            raise CommandError(error.message) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(done.plain()))
        self.tell(done, options)

    def tell(self, done: services.Imported, options: dict[str, Any]) -> None:
        """A line for each problem, and what came of it."""
        as_text = options["format"] == "text"
        for row in done.rows if as_text else []:
            for field, message in row.problems:
                self.stdout.write(f"Row {row.number}: {field}: {message}")
        if done.refused:
            raise CommandError(f"Rows refused: {done.refused}. Nothing was written.")
        outcome = "Nothing was written: this was a dry run." if options["dry_run"] else "Written."
        if as_text:
            self.stdout.write(
                f"{done.new} new, {done.corrected} corrected, {done.same} as they were. {outcome}"
            )
