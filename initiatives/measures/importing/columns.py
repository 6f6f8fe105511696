"""Which column of a file of observations is read as which field."""

from collections.abc import Sequence

from initiatives.base.sheets.cells import clean, words

# As headers are compared: lower case, letters and digits alone.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "measure": ("measure id", "measure"),
    "starts": ("period start", "period", "starts", "start", "date", "month", "quarter", "week"),
    "scheme": ("scheme", "dimension", "vocabulary", "stratification", "stratifier"),
    "group": ("group code", "group", "stratum", "code", "group label"),
    "numerator": ("numerator", "num", "events", "count"),
    "denominator": ("denominator", "den", "denom", "n", "population"),
    "value": ("value", "figure", "result"),
    "state": ("state", "status"),
    "suppressed": ("suppressed", "masked"),
    "source": ("source", "data source"),
    "note": ("note", "notes", "comment"),
    "because": ("because", "reason", "correction reason", "corrected because"),
}
FIELDS = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}
# What the tidy layout holds besides, worked out again from the counts.
DERIVED = {
    *("period end", "entity", "rate", "ci low", "ci high", "ci method", "suppression reason"),
    *("reference group", "extracted on"),
}


def fields_of(headers: Sequence[str]) -> dict[str, int]:
    """Where each field stands; of two columns for one field, the better name counts."""
    plain = [words(clean(header)) for header in headers]
    return {
        field: plain.index(name)
        for field, names in SYNONYMS.items()
        for name in [next((name for name in names if name in plain), "")]
        if name
    }


def known(headers: Sequence[str]) -> int:
    """How many fields the headers mean."""
    return len(fields_of(headers))


def suffices(headers: Sequence[str]) -> bool:
    """True where there is a period, and something that was counted in it."""
    found = fields_of(headers)
    return "starts" in found and ("numerator" in found or "value" in found)


def unread(headers: Sequence[str]) -> list[str]:
    """The headers that mean nothing here."""
    return [
        header
        for header in headers
        if (plain := words(clean(header))) and plain not in FIELDS and plain not in DERIVED
    ]
