"""Close the accounts of people who left."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.sheets import Expected, SheetError, read_sheet
from initiatives.management.files import read
from initiatives.people.services import Leaver, take_leavers

NEEDED = ("email", "last day")


def headers(cells: Sequence[str]) -> list[str]:
    """The names of columns, whatever their case and spelling of spaces."""
    return [cell.strip().lower().replace("_", " ").replace("e-mail", "email") for cell in cells]


def has_all(cells: Sequence[str]) -> bool:
    return set(NEEDED) <= set(headers(cells))


EXPECTED = Expected(lambda cells: len(set(NEEDED) & set(headers(cells))), has_all)


class Command(BaseCommand):
    """Meant to run every night on the whole file; a row that was taken before changes nothing."""

    help = (
        "Close the accounts of people whose last day is over, from a CSV or XLSX file with the "
        "columns email and last_day (year-month-day). Sessions and API tokens end at once; what "
        "they own stands on the page of people who left, for a successor. Exits with 1 when a "
        "row was refused; the others are taken all the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="judge, and write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            leavers = list(leavers_of(read(path, EXPECTED.limits.size), path.name))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
        except SheetError as error:
            raise CommandError(error.message) from None
        verdicts = take_leavers(leavers=leavers, dry_run=options["dry_run"])
        if options["format"] == "json":
            self.stdout.write(json.dumps({"rows": [one._asdict() for one in verdicts]}))
        else:
            for one in verdicts:
                self.stdout.write(f"Row {one.row}: {one.verdict}: {one.email}: {one.message}")
        refused = sum(one.verdict == "refused" for one in verdicts)
        if refused:
            raise CommandError(f"Rows refused: {refused}. The others were taken.")


def leavers_of(content: bytes, name: str) -> Iterator[Leaver]:
    """The rows below the header; raises SheetError for a file that holds no leavers."""
    header, *rows = read_sheet(content, name, EXPECTED).rows
    names = headers(header.cells)
    if not has_all(header.cells):
        raise SheetError("The first row must name the columns email and last_day.", header.number)
    email, day = (names.index(column) for column in NEEDED)
    for row in rows:
        cells = [*row.cells, *([""] * len(names))]
        yield Leaver(row.number, cells[email], cells[day])
