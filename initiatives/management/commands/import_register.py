"""Bring in a register of initiatives from a spreadsheet."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.base.errors import DomainError
from initiatives.people.models import User
from initiatives.people.queries import an_administrator, person_by_address
from initiatives.portfolio.models import RegisterImport
from initiatives.portfolio.services import preview_register, write_register


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
        parser.add_argument(
            "--as",
            dest="email",
            default="",
            help="whose rights apply; an administrator's if not given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        try:
            run = self.run(
                content, options["file"].name, self.actor(options["email"]), options["dry_run"]
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(run.verdicts, ensure_ascii=False))
        else:
            self.tell(run, options["dry_run"])

    def actor(self, email: str) -> User:
        """Whose rights apply."""
        person = person_by_address(email) if email else an_administrator()
        if person is None:
            raise CommandError(
                f"Nobody here has the address {email}."
                if email
                else "There is no administrator yet; see create_administrator."
            )
        return person

    @transaction.atomic
    def run(self, content: bytes, name: str, actor: User, dry_run: bool) -> RegisterImport:
        """The import, written unless it is a dry run, which leaves nothing behind."""
        run = preview_register(actor=actor, content=content, file_name=name)
        if dry_run:
            transaction.set_rollback(True)
            return run
        return write_register(actor=actor, register_import=run)

    def tell(self, run: RegisterImport, dry_run: bool) -> None:
        """A line a row, its reasons below it, and the counts."""
        rows = run.verdicts["rows"]
        for row in rows:
            reference = f" ({row['reference']})" if row["reference"] else ""
            self.stdout.write(f"Row {row['row']}: {row['verdict']}{reference}: {row['title']}")
            for reason in row["reasons"]:
                self.stdout.write(f"    {reason['field']}: {reason['message']}")
        counts = {
            word: sum(row["verdict"] == word for row in rows)
            for word in ("accepted", "question", "refused")
        }
        done = "Nothing was written: this was a dry run." if dry_run else "Done."
        self.stdout.write(
            f"{counts['accepted']} accepted, {counts['question']} accepted with a question, "
            f"{counts['refused']} refused. {done}"
        )
