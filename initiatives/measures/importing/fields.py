"""The fields of each layout, for whoever says which column is which."""

from dataclasses import dataclass

from initiatives.measures.choices import Layout


@dataclass(frozen=True)
class Field:
    """A field that a column can be named for; `choices` where it takes one of a few words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


TOTALS = Field("totals", "Figures of everybody", (("", "As in the file"), ("add", "Add up groups")))
GROUPS = (
    Field("scheme", "Vocabulary"),
    Field("group", "Group"),
    Field("scheme2", "Second vocabulary"),
    Field("group2", "Second group"),
)
COUNTS = (
    Field("numerator", "Numerator"),
    Field("denominator", "Denominator"),
    Field("value", "Value"),
)
SAID = (Field("state", "Provisional or final"), Field("source", "Source"), Field("note", "Note"))
STARTS = Field("starts", "Period")
DECREASES = Field(
    "decreases",
    "Where counts fall",
    (
        ("", "Not decided"),
        ("offset", "Take it off the latest earlier periods"),
        ("leave_out", "Leave these periods out"),
        ("as_it_is", "Take it as it is in its period"),
    ),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    Layout.LONG: (STARTS, *GROUPS, *COUNTS, *SAID, TOTALS),
    Layout.WIDE: (STARTS, *SAID, TOTALS),
    Layout.CUMULATIVE: (
        Field("reported", "Date of the report"),
        *GROUPS[:2],
        *COUNTS,
        DECREASES,
        TOTALS,
    ),
    Layout.FHIR: (Field("group", "Group of the report"),),
    Layout.REDCAP: (
        Field("record", "Record"),
        STARTS,
        *GROUPS,
        Field("numerator", "Numerator"),
        Field("numerator_is", "Values that count in the numerator"),
        Field("denominator", "Denominator"),
        Field("denominator_is", "Values that count in the denominator"),
    ),
}
