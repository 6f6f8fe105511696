"""Bringing in counts from a file: a verdict for each row; all are written, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from initiatives.base.errors import DomainError, Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetError
from initiatives.people.models import User
from initiatives.workforce import queries, rules
from initiatives.workforce.importing import Row, read_counts
from initiatives.workforce.models import WorkforceCount
from initiatives.workforce.services.counts import check_sums, correct_count, enter_count
from initiatives.workforce.services.import_names import Key, Names, gathered

STANDS = _(
    "{} stands with other figures. To correct it, say why (--because, or the field of the page)."
)


@dataclass(frozen=True)
class Imported:
    """What came of a file: its rows with their problems, and how many counts were written."""

    rows: list[Row]
    new: int = 0
    corrected: int = 0
    same: int = 0

    @property
    def refused(self) -> int:
        """How many rows have a problem."""
        return sum(bool(row.problems) for row in self.rows)

    def plain(self) -> dict[str, Any]:
        """The verdicts as JSON keeps them."""
        return {
            "rows": [
                {
                    "row": row.number,
                    "verdict": "refused" if row.problems else "accepted",
                    "reasons": [{"field": name, "message": text} for name, text in row.problems],
                }
                for row in self.rows
            ],
            "new": self.new,
            "corrected": self.corrected,
            "same": self.same,
        }


def import_counts(
    *, actor: User, content: bytes, file_name: str, because: str = "", dry_run: bool = False
) -> Imported:
    """Judge each row, and write all counts where none is refused and it is no dry run.

    Raises NotAllowed for whoever enters nothing anywhere, and Invalid for a file that cannot be
    read at all. What stands already and is the same stays as it is.
    """
    rules.may_enter_somewhere(actor).require()
    try:
        rows = read_counts(content, file_name)
    except SheetError as error:
        raise Invalid({"file": error.message}) from None
    with transaction.atomic():
        counts = gathered(rows, Names(actor))
        done = Imported(rows, *written(actor, counts, because))
        if done.refused or dry_run:
            transaction.set_rollback(True)
    return done


def written(
    actor: User, counts: Mapping[Key, Mapping[str, Row]], because: str
) -> tuple[int, int, int]:
    """Write each count, then check the sums of each day; how many were new, corrected, the same."""
    made: dict[Key, WorkforceCount] = {}
    tally = {"new": 0, "corrected": 0, "same": 0}
    for key, groups in counts.items():
        row = next(iter(groups.values()))
        try:
            outcome, made[key] = write_one(actor, key, groups, because)
            tally[outcome] += 1
        except DomainError as error:
            blame(groups, error)
    for key, one in made.items():
        try:
            check_sums(one)
        except Invalid as error:
            row = next(iter(counts[key].values()))
            row.refuse("heads", error.message)
    return tally["new"], tally["corrected"], tally["same"]


def write_one(
    actor: User, key: Key, groups: Mapping[str, Row], because: str
) -> tuple[str, WorkforceCount]:
    """Enter a count, correct what stands, or leave it where it is the same."""
    heads = {code: row.heads for code, row in groups.items() if row.heads is not None}
    first = next(iter(groups.values()))
    said: dict[str, Any] = {"source": first.text("source"), "note": first.text("note")}
    standing = queries.standing_count(actor, *key)
    if standing is None:
        entity, family, vocabulary, as_of = key
        about = {"entity": entity, "family": family, "stratification": vocabulary, "as_of": as_of}
        return "new", enter_count(actor=actor, heads=heads, sums=False, **about, **said)
    if queries.heads_of(actor, standing) == heads:
        return "same", standing
    if not because.strip():
        raise Invalid({"heads": STANDS.format(standing.reference)})
    made = correct_count(
        actor=actor, count=standing, heads=heads, because=because, sums=False, **said
    )
    return "corrected", made


def blame(groups: Mapping[str, Row], error: DomainError) -> None:
    """Put each complaint on the row that it is about, or on the first of the count."""
    first = next(iter(groups.values()))
    if not isinstance(error, Invalid):
        first.refuse("entity", error.message)
        return
    for name, message in error.errors.items():
        field, _, code = name.partition(".")
        groups.get(code, first).refuse(field, message)
