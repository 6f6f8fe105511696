"""Reading one's own exports and one's choice of the monthly mail."""

from initiatives.exports.queries.files import (
    export,
    exports,
    given_up,
    in_motion,
    over,
    overseen_exports,
    to_be_made,
    to_be_told,
)
from initiatives.exports.queries.monthly import monthly_due, monthly_mail, monthly_places

__all__ = [
    "export",
    "exports",
    "given_up",
    "in_motion",
    "monthly_due",
    "monthly_mail",
    "monthly_places",
    "over",
    "overseen_exports",
    "to_be_made",
    "to_be_told",
]
