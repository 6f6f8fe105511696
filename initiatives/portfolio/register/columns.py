"""Which column of a register is read as which field."""

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import clean, listed, one_line, quoted, words
from initiatives.portfolio.register.shapes import Column

# As headers are compared: lower case, letters and digits alone.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "name", "initiative", "initiative name", "initiative title", "name of initiative",
        "project", "project name", "project title", "name of project",
    ),
    "entity": (
        "entity", "site", "sites", "organization", "organisation", "hospital", "facility", "clinic",
        "school", "location", "department", "unit", "site entity", "entity name", "site name",
    ),
    "sponsor": ("sponsor", "exec sponsor", "executive sponsor", "sponsored by"),
    "owner": (
        "owner", "accountable", "accountable owner", "accountable person", "accountable to",
        "person accountable", "responsible", "responsible person", "person responsible", "lead",
        "project lead", "initiative lead", "initiative owner", "project owner",
    ),
    "started_on": ("start", "started", "start date", "started on", "date started", "began"),
    "target_on": (
        "due", "due date", "due review", "due on", "review", "review date", "target", "target date",
        "target on", "deadline", "planned end", "end date", "target completion",
        "target completion date", "completion date",
    ),
    "stage": ("status", "stage", "current status", "current stage", "phase"),
    "principles": (
        "principle", "principles", "guiding principle", "guiding principles", "equity principles",
        "principle number", "principle numbers", "principles served", "principle s",
        "guiding principle s",
    ),
    "aim_summary": ("aim", "aims", "aim statement", "aim summary", "goal", "goals", "objective"),
    "notes": ("note", "notes", "comment", "comments", "remark", "remarks"),
}  # fmt: skip
LABELS = {
    "title": _("the title"),
    "entity": _("the site"),
    "sponsor": _("the sponsor"),
    "owner": _("the accountable owner"),
    "started_on": _("the start"),
    "target_on": _("the due date"),
    "stage": _("the status"),
    "principles": _("the guiding principles"),
    "aim_summary": _("the aim"),
    "notes": _("the notes"),
}
MOST_NAMED = 20
NEEDED = ("entity", "owner", "stage", "principles")
FIELDS = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}


def field_of(header: str) -> str | None:
    """The field that a header means; None when the tracker knows no such column."""
    return FIELDS.get(words(clean(header)))


def recognised(headers: Sequence[str]) -> int:
    """How many different fields the headers mean."""
    return len({field_of(header) for header in headers} - {None})


def columns_of(cells: Sequence[str], width: int) -> tuple[Column, ...]:
    """A header row as columns with different names; of two for one field, the first counts."""
    return tuple(named_apart([*cells, *[""] * (width - len(cells))]))


def named_apart(headers: Sequence[str]) -> Iterator[Column]:
    """Each header as a column; one without a name gets its letter, one named twice a number."""
    taken_names: set[str] = set()
    taken_fields: set[str] = set()
    for at, header in enumerate(headers):
        name = apart(one_line(clean(header)) or f"Column {letter(at)}", taken_names)
        field = field_of(name)
        if field in taken_fields:
            field = None
        taken_names.add(name)
        taken_fields |= {field} if field else set()
        yield Column(name, field)


def apart(name: str, taken: set[str]) -> str:
    """The name, with the first number that makes it differ from those taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def letter(at: int) -> str:
    """What a spreadsheet calls the column at this position: A to Z, AA…"""
    before, last = divmod(at, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def remarks_on(columns: Sequence[Column], used: Collection[int]) -> tuple[str, ...]:
    """What to tell about the columns: those kept in the notes, and what no column tells."""
    kept = [
        quoted(column.header) + seconding(column)
        for at, column in enumerate(columns)
        if column.field is None and at in used
    ]
    more = (
        [gettext("%(value)s more") % {"value": len(kept) - MOST_NAMED}]
        if len(kept) > MOST_NAMED
        else []
    )
    named = listed(kept[:MOST_NAMED] + more)
    return (
        *(
            [gettext("Kept in the notes, as no field is theirs: %(named)s.") % {"named": named}]
            if kept
            else ()
        ),
        *missing(columns),
    )


def seconding(column: Column) -> str:
    """Says of a column that another one was read for what it means."""
    field = field_of(column.header)
    return gettext(" (a second column for %(labels)s)") % {"labels": LABELS[field]} if field else ""


def missing(columns: Sequence[Column]) -> tuple[str, ...]:
    """A remark that names what an initiative needs and no column tells."""
    there = {column.field for column in columns}
    lacking = [LABELS[field] for field in NEEDED if field not in there]
    if not lacking:
        return ()
    return (
        gettext("No column tells %(listed)s. If one does, name it so in the first row.")
        % {"listed": listed(lacking, "or")},
    )
