"""Bringing in a file of observations: judged first, then written whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import change, locked, touch
from initiatives.history.services import record
from initiatives.measures import rules
from initiatives.measures.choices import Layout
from initiatives.measures.importing import Decision, Problem
from initiatives.measures.models import Measure, ObservationImport
from initiatives.measures.services.judging import (
    Judged,
    as_said,
    judged,
    judged_again,
    layout_said,
    remember,
    verdicts,
)
from initiatives.measures.services.recording import keep
from initiatives.measures.services.trying import NO_REASON, Recorded
from initiatives.people.models import User
from initiatives.portfolio.choices import ImportState

TOLD = 20  # problems in one message
NOT_KEPT = _(
    "The file was not kept, because some of it looks like protected health information. "
    "Take that out and bring the file in again."
)
NOT_COUNTED = _(
    "A REDCap file is never kept, only what is counted from it. Bring it in again and say what its "
    "columns mean."
)

WITHOUT_ROWS: dict[str, Any] = {"sample": []}  # the rows go with the content
UNDECIDED = _(
    "{:,} decreases are not decided. Choose what to do with them: offset, leave_out or as_it_is."
)


@dataclass(frozen=True)
class Imported:
    """What came of a file: `recorded` where nothing stood in its way, else None."""

    recorded: Recorded | None
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()


@transaction.atomic
def preview_observations(
    *,
    actor: User,
    measure: Measure,
    content: bytes,
    file_name: str,
    layout: str = "",
    columns: Mapping[str, str] | None = None,
) -> ObservationImport:
    """Judge a file and keep it; raises Invalid when it cannot be read at all.

    Without a layout it is told by what the file holds. `columns` gives fields their headers.
    """
    rules.may_record(actor, measure).require()
    found = judged(actor, measure, content, file_name, layout_said(layout), as_said(columns))
    kept = ObservationImport(
        measure=measure, file_name=file_name[-200:], content=content, created_by=actor
    )
    put(kept, found)
    kept.save()
    return kept


@transaction.atomic
def remap_observations(
    *,
    actor: User,
    observation_import: ObservationImport,
    layout: str,
    columns: Mapping[str, str] | None = None,
) -> ObservationImport:
    """Judge a kept file anew, read as is said here."""
    kept = opened(actor, observation_import)
    if Layout.REDCAP in (kept.layout, layout):
        raise Invalid({"file": NOT_COUNTED})
    content, name = bytes(kept.content), kept.file_name
    found = judged(actor, kept.measure, content, name, layout_said(layout), as_said(columns))
    put(kept, found)
    touch(kept, "layout", "columns", "verdicts", "content", "state")
    return kept


@transaction.atomic
def write_observations(
    *, actor: User, observation_import: ObservationImport, because: str = ""
) -> ObservationImport:
    """Write a kept file, judged anew, whole and once; raises Invalid where anything is wrong.

    `because` says for the whole file why final figures are corrected.
    """
    kept = opened(actor, observation_import)
    kept.measure = locked(kept.measure)
    found = judged_again(actor, kept, because.strip())
    require(found)
    read = found.reading
    if kept.layout == Layout.REDCAP:
        read = replace(read, headers=tuple(kept.verdicts["headers"]), columns=kept.columns)
    said = verdicts(found) | {name: kept.verdicts[name] for name in ("rows", "headers", "remarks")}
    keep(actor, found.trial, file=kept.file_name)
    remember(actor, kept.measure, kept.layout, read)
    change(
        kept,
        state=ImportState.WRITTEN,
        written_at=clock.now(),
        content=b"",
        verdicts=said | WITHOUT_ROWS,
    )
    record(actor=actor, verb="imported", subject=kept, after=counts_of(found))
    return kept


@transaction.atomic
def discard_observations(
    *, actor: User, observation_import: ObservationImport
) -> ObservationImport:
    """Put a previewed file aside; what was written stays."""
    kept = opened(actor, observation_import)
    said = kept.verdicts | WITHOUT_ROWS
    change(kept, state=ImportState.DISCARDED, content=b"", verdicts=said)
    record(actor=actor, verb="discarded", subject=kept)
    return kept


@transaction.atomic
def import_observations(
    *,
    actor: User,
    measure: Measure,
    content: bytes,
    file_name: str,
    dry_run: bool = False,
    layout: str = "",
    columns: Mapping[str, str] | None = None,
    because: str = "",
) -> Imported:
    """Record what a file holds, all or nothing; a dry run leaves nothing behind.

    Raises Invalid for a file that cannot be read at all; problems of its rows are returned.
    """
    rules.may_record(actor, measure).require()
    measure = locked(measure)
    said = layout_said(layout), as_said(columns)
    found = judged(actor, measure, content, file_name, *said, because.strip())
    reading = found.reading
    problems = (*found.problems, *without_reason(found))
    if problems or not found.may_be_written:
        return Imported(None, problems, reading.remarks, reading.decisions)
    if dry_run:
        return Imported(found.trial.outcome(), (), reading.remarks)
    done = keep(actor, found.trial, file=file_name[-200:])
    remember(actor, measure, reading.layout, reading)
    return Imported(done, (), reading.remarks)


def opened(actor: User, observation_import: ObservationImport) -> ObservationImport:
    """The import, locked, if this person may work on it and it is still to be written."""
    rules.may_record(actor, observation_import.measure).require()
    kept = locked(observation_import)
    if kept.state != ImportState.PREVIEWED:
        raise Invalid(
            {
                "state": gettext("This import is already %(state)s.")
                % {"state": kept.get_state_display().lower()}
            }
        )
    return kept


def put(kept: ObservationImport, found: Judged) -> None:
    """Note a judgement; of what may not be kept, no content."""
    reading = found.reading
    kept.layout, kept.columns = reading.layout, dict(reading.columns or {})
    kept.verdicts = verdicts(found)
    if reading.content is not None:
        kept.content = reading.content
    if reading.unsafe or not kept.content:
        kept.content, kept.state = b"", ImportState.DISCARDED
        kept.verdicts["remarks"].append(str(NOT_KEPT if reading.unsafe else NOT_COUNTED))


def require(found: Judged) -> None:
    """Raises Invalid with the first of what stands in the way of writing."""
    if found.problems:
        errors = {
            f"{problem.row}.{problem.field}": gettext("Row %(row)s: %(message)s")
            % {"row": problem.row, "message": problem.message}
            for problem in found.problems[:TOLD]
        }
        raise Invalid(errors)
    if found.reading.decisions:
        raise Invalid({"decreases": UNDECIDED.format(len(found.reading.decisions))})
    if found.unexplained:
        raise Invalid(
            {
                "because": gettext(
                    "%(unexplained)s figures are final already. Say why they change."
                )
                % {"unexplained": f"{found.unexplained:,}"}
            }
        )


def without_reason(found: Judged) -> list[Problem]:
    """Corrections of final figures that do not say why, as problems by row."""
    rows = found.reading.rows
    return [Problem(rows[at].row, *NO_REASON) for at in found.trial.unexplained()]


def counts_of(found: Judged) -> dict[str, int]:
    """How many figures came of a file, for history."""
    done = found.trial.outcome()
    return {"new": done.new, "corrected": done.corrected}
