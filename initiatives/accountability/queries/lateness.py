"""Overdue, as the database judges it: the same as `rules.is_overdue`, for whole lists."""

from datetime import timedelta

from django.db.models import BooleanField, Case, F, Q, Value, When

from initiatives.base import clock
from initiatives.base.dates import LocalDay


def overdue(prefix: str = "", days: int = 0) -> Q:
    """Open, and more than `days` past its date where its owner is.

    The first comparison is the same for all owners, so that an index on the due date serves; the
    second is each owner's own. `prefix` reaches commitments across a relation.
    """
    now = clock.now()
    own_day = LocalDay(Value(now), F(f"{prefix}owner__time_zone"), days=days)
    latest_day = now.date() + timedelta(days=1)  # nowhere is it later than this
    return Q(
        **{
            f"{prefix}state": "open",
            f"{prefix}due_on__lt": latest_day - timedelta(days=days),
        }
    ) & Q(**{f"{prefix}due_on__lt": own_day})


def lateness() -> Case:
    """Whether a commitment is overdue, as a column."""
    return Case(
        When(overdue(), then=Value(True)), default=Value(False), output_field=BooleanField()
    )
