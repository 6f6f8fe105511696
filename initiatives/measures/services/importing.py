"""Importing a file of observations: all of its rows or none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from initiatives.base.errors import Invalid
from initiatives.base.sheets import SheetError
from initiatives.base.sheets.cells import quoted
from initiatives.measures import rules
from initiatives.measures.importing import Counted, Problem, read_long
from initiatives.measures.models import Measure, Stratum
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services.recording import Recorded, record_observations
from initiatives.people.models import User

EVERYBODY = ("", "total", "all", "overall", "everybody")
BY_ROW = re.compile(r"(\d+)\.(.+)")


@dataclass(frozen=True)
class Imported:
    """What came of a file: `recorded` where it had no problems, else None and nothing written."""

    recorded: Recorded | None
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def import_observations(
    *, actor: User, measure: Measure, content: bytes, file_name: str, dry_run: bool = False
) -> Imported:
    """Record what a file holds, all or nothing; a dry run leaves nothing behind.

    Raises Invalid for a file that cannot be read at all; problems of its rows are returned.
    """
    rules.may_record(actor, measure).require()
    try:
        reading = read_long(content, file_name, measure.reference)
    except SheetError as error:
        raise Invalid({"file": error.message}) from None
    entries, unknown = placed(reading.rows, groups_of(measure))
    if reading.problems or unknown:
        problems = sorted([*reading.problems, *unknown], key=lambda problem: problem.row)
        return Imported(None, tuple(problems), reading.remarks)
    try:
        with transaction.atomic():
            done = record_observations(actor=actor, measure=measure, entries=entries)
            if dry_run:
                transaction.set_rollback(True)
    except Invalid as error:
        return Imported(None, tuple(by_row(error, reading.rows)), reading.remarks)
    return Imported(done, (), reading.remarks)


def groups_of(measure: Measure) -> dict[str, dict[str, int]]:
    """The groups of each vocabulary of the measure by key: by code and by label, both folded."""
    found: dict[str, dict[str, int]] = {}
    for group in Stratum.objects.filter(stratification__measures=measure).select_related(
        "stratification"
    ):
        names = found.setdefault(group.stratification.key.casefold(), {})
        names[group.code.casefold()] = group.pk
        names.setdefault(group.label.casefold(), group.pk)
    return found


def placed(
    rows: Sequence[Counted], groups: Mapping[str, Mapping[str, int]]
) -> tuple[list[Entry], list[Problem]]:
    """The rows as entries with the keys of their groups, and rows whose group is not known."""
    entries, problems = [], []
    for row in rows:
        candidates = [groups.get(row.scheme.casefold(), {})] if row.scheme else groups.values()
        name = row.group.casefold()
        found = {names[name] for names in candidates if name in names}
        if name not in EVERYBODY and len(found) != 1:
            problems.append(Problem(row.row, "group", unplaced(row, sorted(groups), len(found))))
        entries.append(replace(row.entry, stratum=next(iter(found), None)))
    return entries, problems


def unplaced(row: Counted, schemes: Sequence[str], found: int) -> str:
    """Why a group cannot be told."""
    if found:
        return f"{quoted(row.group)} is in several vocabularies; name one in a column `scheme`."
    if not schemes:
        return "This measure has no vocabularies; add the one of these groups to it first."
    return (
        f"{quoted(row.group)} is no group of {quoted(row.scheme)}."
        if row.scheme
        else f"{quoted(row.group)} is in no vocabulary of the measure ({', '.join(schemes)})."
    )


def by_row(error: Invalid, rows: Sequence[Counted]) -> Iterator[Problem]:
    """What recording refused, by the rows of the file; the entry's number is the row's place."""
    for name, message in error.errors.items():
        found = BY_ROW.fullmatch(name)
        if found:
            yield Problem(rows[int(found[1]) - 1].row, found[2], message)
        else:
            yield Problem(1, name, message)
