"""Dates where somebody is, as the database judges them."""

from typing import Any

from django.db.models import DateField, Func


class LocalDay(Func):
    """The date of an instant in a time zone, `days` earlier if given."""

    template = "((%(expressions)s)::date - %(days)d)"
    arg_joiner = " AT TIME ZONE "
    output_field = DateField()

    def __init__(self, instant: Any, zone: Any, *, days: int = 0, **extra: Any) -> None:
        super().__init__(instant, zone, days=days, **extra)
