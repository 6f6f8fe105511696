"""The fields of each layout, for whoever says which column is which."""

from dataclasses import dataclass

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import Layout


@dataclass(frozen=True)
class Field:
    """A field that a column can be named for; `choices` where it takes one of a few words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


TOTALS = Field(
    "totals", _("Figures of everybody"), (("", _("As in the file")), ("add", _("Add up groups")))
)
GROUPS = (
    Field("scheme", _("Vocabulary")),
    Field("group", _("Group")),
    Field("scheme2", _("Second vocabulary")),
    Field("group2", _("Second group")),
)
COUNTS = (
    Field("numerator", _("Numerator")),
    Field("denominator", _("Denominator")),
    Field("value", _("Value")),
)
SAID = (
    Field("state", _("Provisional or final")),
    Field("source", _("Source")),
    Field("note", _("Note")),
)
STARTS = Field("starts", _("Period"))
DECREASES = Field(
    "decreases",
    _("Where counts fall"),
    (
        ("", _("Not decided")),
        ("offset", _("Take it off the latest earlier periods")),
        ("leave_out", _("Leave these periods out")),
        ("as_it_is", _("Take it as it is in its period")),
    ),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    Layout.LONG: (STARTS, *GROUPS, *COUNTS, *SAID, TOTALS),
    Layout.WIDE: (STARTS, *SAID, TOTALS),
    Layout.CUMULATIVE: (
        Field("reported", _("Date of the report")),
        *GROUPS[:2],
        *COUNTS,
        DECREASES,
        TOTALS,
    ),
    Layout.FHIR: (Field("group", _("Group of the report")),),
    Layout.REDCAP: (
        Field("record", _("Record")),
        STARTS,
        *GROUPS,
        Field("numerator", _("Numerator")),
        Field("numerator_is", _("Values that count in the numerator")),
        Field("denominator", _("Denominator")),
        Field("denominator_is", _("Values that count in the denominator")),
    ),
}
