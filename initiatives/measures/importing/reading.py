"""Reading a file of observations, whatever its layout."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import gettext

from initiatives.base import phi
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetError
from initiatives.measures.choices import Layout
from initiatives.measures.importing.cumulative import read_cumulative
from initiatives.measures.importing.detecting import is_json, layout_of
from initiatives.measures.importing.fhir import read_fhir
from initiatives.measures.importing.long import read_long
from initiatives.measures.importing.redcap import read_redcap
from initiatives.measures.importing.shapes import About, Problem, Reading, Recall
from initiatives.measures.importing.tables import (
    LIMITS,
    MOST_ROWS,
    Table,
    health_information,
    open_table,
)
from initiatives.measures.importing.totals import added_up
from initiatives.measures.importing.wide import read_wide

READERS: dict[str, Callable[[Table, About, Mapping[str, str]], Reading]] = {
    Layout.LONG: read_long,
    Layout.WIDE: read_wide,
    Layout.CUMULATIVE: read_cumulative,
    Layout.REDCAP: read_redcap,
}
UNSAFE_NAME = _("The file's name looks as if it held health information. Give it another name.")
REMEMBERED = _("The columns were read as they were in the last file with these headers.")
TOO_MANY = _("This file gives {:,} figures; at most {:,} are taken at once. Split it.")


def read_observations(
    content: bytes,
    name: str,
    about: About,
    layout: str = "",
    columns: Mapping[str, str] | None = None,
    recall: Recall = lambda headers: None,
) -> Reading:
    """What a file holds of a measure, by what is told or, where nothing is, by what it looks like.

    `columns` gives a field its header; `docs/observations.md` says what else it may hold. `recall`
    is asked what was told of the last file with the same headers. Raises SheetError for a file that
    cannot be read at all.
    """
    if phi.found(name):
        raise SheetError(UNSAFE_NAME)
    if layout == Layout.FHIR or is_json(content, name):
        if len(content) > LIMITS.size:
            raise SheetError(
                gettext("The file is larger than %(value)s MB. Split it.")
                % {"value": LIMITS.size // 1024**2}
            )
        return read_fhir(content, about, columns or {})
    table = open_table(content, name)
    remembered = None if layout or columns else recall(table.headers)
    layout, columns = remembered or (layout, columns)
    layout = layout or layout_of(table.headers, about)
    found = READERS[layout](table, about, columns or {})
    found = replace(found, columns=dict(columns or {}), headers=table.headers)
    if remembered:
        found = replace(found, remarks=(REMEMBERED, *found.remarks))
    return found if layout == Layout.REDCAP else finished(found, table, about)


def finished(found: Reading, table: Table, about: About) -> Reading:
    """With what is the same for all tables: sums, remarks on the file, and whether it is safe."""
    wanted = (found.columns or {}).get("totals") == "add"
    rows, remarks = added_up(found.rows, about, wanted)
    unsafe = health_information(table)
    problems = found.problems + ((unsafe,) if unsafe else ())
    if len(rows) > MOST_ROWS:
        message = TOO_MANY.format(len(rows), MOST_ROWS)
        problems, rows = (Problem(table.header.number, "row", message),), ()
    return replace(
        found,
        rows=rows,
        problems=problems,
        remarks=(*table.sheet.remarks, *found.remarks, *remarks),
        height=len(table.rows),
        sample=() if unsafe else table.sample(),
        unsafe=unsafe is not None,
    )
