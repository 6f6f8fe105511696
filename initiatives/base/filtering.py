"""Filters that several lists share."""

from typing import Any

import django_filters as filters
from django import forms
from django_filters.widgets import BooleanWidget

from initiatives.base.references import LARGEST_KEY


class KeyFilter(filters.Filter):
    """The key of a record: a whole number that a key can be, or a message that it is none."""

    field_class = forms.IntegerField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_KEY, **kwargs)


class ChoicesFilter(filters.MultipleChoiceFilter):
    """Any of several values of a field of the row itself, so that no row is found twice."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(distinct=False, **kwargs)


class FlagFilter(filters.BooleanFilter):
    """True or false as an address says it, in words or as 1 or 0, and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=BooleanWidget, **kwargs)
