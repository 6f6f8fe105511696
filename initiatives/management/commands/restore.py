"""Restore a backup into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.management.commands.verify_history import counts, told
from qi_tracker.backups import BackupRefused
from qi_tracker.backups.services import missing_migrations, restore


class Command(BaseCommand):
    """Whole or not at all, and checked afterwards."""

    help = (
        "Restore a file of `backup` into an empty database, check every count and the history. "
        "A database that has tables is refused and stays as it is. Restore only files that you "
        "trust: a backup can run statements on the server."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, verdict = restore(options["file"])
        except BackupRefused as error:
            raise CommandError(str(error)) from None
        rows = sum(manifest.tables.values())
        self.stdout.write(
            f"Restored {rows:,} rows of {len(manifest.tables)} tables, as of {manifest.made_at}."
        )
        if not verdict.intact:
            raise CommandError(told(verdict))
        self.stdout.write(self.style.SUCCESS(f"History is intact: {counts(verdict)}."))
        if missing_migrations():
            self.stdout.write("It is of an older release: run `migrate` next.")
