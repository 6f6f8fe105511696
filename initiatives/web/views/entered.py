"""What came of figures that were sent: complaints by field, completeness in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.totals import known_share
from initiatives.web.figures import percent
from initiatives.web.forms.figures import Line, Sheet
from initiatives.web.words import listed


def by_field(errors: Mapping[str, str], lines: list[Line], sheet: Sheet) -> dict[str, str]:
    """What recording refused, by the fields of the form; `2.numerator` is of the second row."""
    found: dict[str, list[str]] = {}
    for name, message in errors.items():
        row, _, field = name.partition(".")
        if row.isdigit() and field in (*sheet.figures, "stratum"):
            figure = field if field in sheet.figures else sheet.figures[0]
            found.setdefault(lines[int(row) - 1].name(figure), []).append(message)
        else:
            found.setdefault(field or name, []).append(message)
    return {name: " ".join(dict.fromkeys(messages)) for name, messages in found.items()}


def tallied(new: int, corrected: int, same: int) -> str:
    """How many figures are new, corrected and as they were; nothing of what there is none of."""
    parts = (
        (new, ngettext("%(number)s new figure", "%(number)s new figures", new)),
        (corrected, ngettext("%(number)s corrected", "%(number)s corrected", corrected)),
        (same, ngettext("%(number)s as before", "%(number)s as before", same)),
    )
    return listed([said % {"number": f"{number:,}"} for number, said in parts if number])


def completeness(entries: Mapping[int | None, Entry], sheet: Sheet) -> str:
    """For how many the group is known, vocabulary by vocabulary; empty where none was filled in."""
    told = []
    for part in sheet.parts:
        groups = [(entries[line.key], line.absent) for line in part.lines if line.key in entries]
        if part.lines and part.lines[0].key is None:
            continue
        share = known_share(entries.get(None), groups, sheet.chart, part.overlapping)
        if share is not None:
            told.append(
                _("%(part)s: group known for %(percent)s.")
                % {"part": part.title, "percent": percent(share)}
            )
    return f" {' '.join(told)}" if told else ""
