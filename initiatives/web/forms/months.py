"""A month as forms take it."""

from datetime import date
from typing import Any

from django import forms

from initiatives.base import clock
from initiatives.base.months import NOT_YET, month_of


class MonthField(forms.CharField):
    """A month that has begun, as its first day; None where it is left open."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-03"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        try:
            month = month_of(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if month and month > clock.today():
            raise forms.ValidationError(NOT_YET)
        return month
