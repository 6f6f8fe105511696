"""Back up the database into one file."""

from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from initiatives.base import clock
from initiatives.jobs.choices import Job
from initiatives.jobs.queries import every_run
from initiatives.jobs.services import note_end
from qi_tracker.backups import BackupRefused
from qi_tracker.backups.services import backup


class Command(BaseCommand):
    """Write a new file; never over an old one."""

    help = (
        "Write the whole database as it is now into a new file, with a list of what is in it. "
        "People can go on working. Keep the file as safe as the database, and QI_SECRET_KEY and "
        "QI_CONTACT_KEY elsewhere: they are not in it. `restore` reads it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="a file that does not exist yet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = clock.now()
        note(every_run)  # so that what is restored has as many rows
        try:
            made = backup(options["file"])
        except BackupRefused as error:
            note(lambda: note_end(Job.BACKUP, started, "BackupRefused; the command said why."))
            raise CommandError(str(error)) from None
        note(lambda: note_end(Job.BACKUP, started))
        size = options["file"].stat().st_size
        rows = sum(made.tables.values())
        self.stdout.write(
            self.style.SUCCESS(
                f"{options['file']}: {rows:,} rows of {len(made.tables)} tables, {size:,} bytes."
            )
        )


def note(act: Callable[[], object]) -> None:
    """In the books that the pages read; before an upgrade the database may not have them yet."""
    with suppress(DatabaseError):
        act()
