"""A reference such as QI-42 leads straight to its record, for those who may see it."""

from initiatives.base.references import key_of
from initiatives.community.models import Wording
from initiatives.people.models import User
from initiatives.status.search.kinds import KINDS, Kind
from initiatives.status.search.results import Hit, hit_of


def named(text: str) -> tuple[Kind, int] | None:
    """The kind and the key that a text names, if it is a reference."""
    keys = ((kind, key_of(text, kind.prefix)) for kind in KINDS)
    return next(((kind, key) for kind, key in keys if key is not None), None)


def is_reference(text: str) -> bool:
    """Whether the text has the form of a reference, of a record that is there or not."""
    return named(text) is not None


def direct(viewer: User, text: str) -> Hit | None:
    """The record of a reference; None for what is none, is not there, or may not be seen."""
    found = named(text)
    if found is None:
        return None
    kind, key = found
    name = "report_back" if kind.model is Wording else "pk"
    row = kind.rows(viewer, {}).filter(**{name: key}).select_related(*kind.related).first()
    return None if row is None else hit_of(kind, row)
