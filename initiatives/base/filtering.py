"""Filters that several lists share."""

import django_filters as filters
from django import forms

LARGEST_KEY = 2**63 - 1


class KeyFilter(filters.NumberFilter):
    """The key of a record: a whole number that a key can be, or a message that it is none."""

    field_class = forms.IntegerField

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_KEY, **kwargs)
