"""Bring in a register of initiatives from a spreadsheet."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.base.errors import DomainError
from initiatives.management.actors import actor_of, add_actor
from initiatives.management.files import read
from initiatives.people.models import User
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.models import RegisterImport
from initiatives.portfolio.register.verdicts import EXPECTED
from initiatives.portfolio.services import preview_register, write_register

PROMISED = ("row", "verdict", "reference", "reasons")


class Command(BaseCommand):
    """Judge each row; write those that are not refused, together or not at all."""

    help = (
        "Bring in initiatives from a CSV or XLSX file. Each row is accepted, accepted with a "
        "question, or refused with the reason; rows are counted as a spreadsheet shows them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="judge, and write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read(options["file"], EXPECTED.limits.size)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        try:
            run = self.run(
                content, options["file"].name, actor_of(options["email"]), options["dry_run"]
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        if options["format"] == "json":
            self.tell_programs(run)
        else:
            self.tell(run, options["dry_run"])

    @transaction.atomic
    def run(self, content: bytes, name: str, actor: User, dry_run: bool) -> RegisterImport:
        """The import, written unless it is a dry run, which leaves nothing behind."""
        run = preview_register(actor=actor, content=content, file_name=name)
        if dry_run:
            transaction.set_rollback(True)
        if dry_run or run.state != ImportState.PREVIEWED:
            return run
        return write_register(actor=actor, register_import=run)

    def tell_programs(self, run: RegisterImport) -> None:
        """The verdicts as JSON; remarks on the whole file go where errors go."""
        rows = [{name: row[name] for name in PROMISED} for row in run.verdicts["rows"]]
        self.stdout.write(json.dumps({"rows": rows}, ensure_ascii=False))
        for remark in run.verdicts["remarks"]:
            self.stderr.write(remark)

    def tell(self, run: RegisterImport, dry_run: bool) -> None:
        """A line a row, its reasons below it, the remarks on the file, and the counts."""
        rows = run.verdicts["rows"]
        for row in rows:
            reference = f" ({row['reference']})" if row["reference"] else ""
            self.stdout.write(f"Row {row['row']}: {row['verdict']}{reference}: {row['title']}")
            for reason in row["reasons"]:
                self.stdout.write(f"    {reason['field']}: {reason['message']}")
        for remark in run.verdicts["remarks"]:
            self.stdout.write(remark)
        counts = Counter(row["verdict"] for row in rows)
        self.stdout.write(
            f"{counts['accepted']} accepted, {counts['question']} accepted with a question, "
            f"{counts['refused']} refused. {outcome(run, dry_run)}"
        )


def outcome(run: RegisterImport, dry_run: bool) -> str:
    """What came of the file as a whole."""
    if dry_run:
        return "Nothing was written: this was a dry run."
    if run.state != ImportState.WRITTEN:
        return "Nothing was written."
    return f"Initiatives added: {run.verdicts['adds']}."
