"""Judging a file of observations: what it holds, what is wrong with it, what it would change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.sheets import SheetError
from initiatives.measures.choices import Layout
from initiatives.measures.importing import (
    About,
    Group,
    Problem,
    Reading,
    Vocabulary,
    read_observations,
)
from initiatives.measures.models import ColumnMapping, Measure, ObservationImport
from initiatives.measures.services.trying import Trial, in_force, tried
from initiatives.people.models import User

MOST_KEPT = 1_000  # problems and decisions of an import
MOST_COLUMNS = 500
LONGEST = 200
# What is decided about one file, and not for the next one.
NOT_REMEMBERED = ("decreases",)
REDCAP_NAME = "counted.csv"


@dataclass
class Judged:
    """A file as it was read, its entries on trial, and everything that is wrong with it."""

    reading: Reading
    trial: Trial
    problems: list[Problem]
    unexplained: int

    @property
    def may_be_written(self) -> bool:
        """Whether nothing is wrong and nothing left to decide."""
        return not (self.problems or self.reading.decisions) and bool(self.reading.rows)


def judged(
    actor: User,
    measure: Measure,
    content: bytes,
    file_name: str,
    layout: str,
    columns: Mapping[str, str] | None,
    because: str = "",
) -> Judged:
    """Read a file and hold it against what stands; raises Invalid where it cannot be read."""
    about = about_of(measure, actor)
    try:
        reading = read_observations(
            content, file_name, about, layout, columns, lambda headers: recalled(measure, headers)
        )
    except SheetError as error:
        raise Invalid({"file": error.message}) from None
    trial = tried(measure, [row.entry for row in reading.rows], about.today)
    if because:
        trial = trial.explained(because)
    wrong = [
        Problem(reading.rows[one.position].row, one.field, one.message)
        for one in trial.complaints(reasons=False)
    ]
    problems = sorted([*reading.problems, *wrong], key=lambda problem: problem.row)
    if not (reading.rows or problems or reading.decisions):
        problems = [Problem(1, "file", gettext("There is nothing in this file to record."))]
    return Judged(reading, trial, problems, sum(1 for _ in trial.unexplained()))


def judged_again(actor: User, kept: ObservationImport, because: str = "") -> Judged:
    """The same of a file that was kept; of a REDCap export that is only what was counted."""
    content, name = bytes(kept.content), kept.file_name
    if kept.layout == Layout.REDCAP:
        return judged(actor, kept.measure, content, REDCAP_NAME, Layout.LONG, {}, because)
    return judged(actor, kept.measure, content, name, kept.layout, kept.columns, because)


def about_of(measure: Measure, actor: User) -> About:
    """What reading needs to know of a measure; raises Invalid while no definition is in force."""
    definition = in_force(measure)
    return About(
        reference=measure.reference,
        frequency=definition.frequency,
        chart=definition.chart,
        direction=definition.direction,
        today=clock.today(actor.time_zone),
        vocabularies=tuple(
            Vocabulary(
                one.key,
                one.title,
                one.overlapping,
                tuple(Group(row.pk, row.code, row.label, row.absent) for row in one.strata.all()),
            )
            for one in measure.stratifications.prefetch_related("strata").order_by("pk")
        ),
    )


def verdicts(found: Judged) -> dict[str, Any]:
    """What is kept of the judgement; of many problems the first, and how many there are."""
    reading, done = found.reading, found.trial.outcome()
    remarks = list(map(str, reading.remarks))
    if found.unexplained:
        remarks.append(
            ngettext(
                "%(number)s final figure would be corrected. Say why when you write the file.",
                "%(number)s final figures would be corrected. Say why when you write the file.",
                found.unexplained,
            )
            % {"number": f"{found.unexplained:,}"}
        )
    return {
        "rows": reading.height,
        "headers": [header[:LONGEST] for header in reading.headers[:MOST_COLUMNS]],
        "problems": [
            one._asdict() | {"message": str(one.message)} for one in found.problems[:MOST_KEPT]
        ],
        "problem_count": len(found.problems),
        "remarks": remarks,
        "decisions": [one._asdict() for one in reading.decisions[:MOST_KEPT]],
        "decision_count": len(reading.decisions),
        "new": done.new,
        "corrected": done.corrected,
        "same": done.same,
        "unexplained": found.unexplained,
        "sample": [list(row) for row in reading.sample],
    }


def as_said(columns: Any) -> dict[str, str]:
    """What was said of columns; raises Invalid for anything but short texts."""
    if columns is None:
        return {}
    if not isinstance(columns, Mapping) or len(columns) > MOST_COLUMNS:
        raise Invalid({"columns": _("Give each field the header of its column.")})
    for name, meant in columns.items():
        if not isinstance(name, str) or not isinstance(meant, str):
            raise Invalid({"columns": _("A field and its header are texts.")})
        if max(len(name), len(meant)) > LONGEST or "\x00" in name + meant:
            raise Invalid(
                {
                    "columns": _("Keep each header within %(longest)s characters.")
                    % {"longest": LONGEST}
                }
            )
    return dict(columns)


def layout_said(layout: str) -> str:
    """The layout that was named, "" for none; raises Invalid for one that there is not."""
    if layout and layout not in Layout.values:
        raise Invalid(
            {"layout": _("Choose one of %(values)s.") % {"values": ", ".join(Layout.values)}}
        )
    return layout


def signature(headers: tuple[str, ...]) -> str:
    """SHA-256 of the headers of a file."""
    return hashlib.sha256(json.dumps(headers).encode()).hexdigest()


def recalled(measure: Measure, headers: tuple[str, ...]) -> tuple[str, Mapping[str, str]] | None:
    """What was said of the last file with these headers, if that was anything."""
    found = ColumnMapping.objects.filter(measure=measure, signature=signature(headers)).first()
    return (found.layout, found.columns) if found else None


def remember(actor: User, measure: Measure, layout: str, found: Reading) -> None:
    """Keep what was said of the columns for the next file with the same headers."""
    columns = {
        name: meant for name, meant in (found.columns or {}).items() if name not in NOT_REMEMBERED
    }
    if found.headers and columns:
        ColumnMapping.objects.update_or_create(
            measure=measure,
            signature=signature(found.headers),
            defaults={
                "layout": layout,
                "columns": columns,
                "used_by": actor,
                "used_at": clock.now(),
            },
        )
