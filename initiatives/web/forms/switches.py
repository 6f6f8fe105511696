"""Turning a part of the product off or on."""

from django import forms

from initiatives.web.frame.forms import ReasonForm


class TurnForm(ReasonForm):
    """What the page offered to turn it to, and why; so a form sent late does not turn it back."""

    is_on = forms.BooleanField(required=False, widget=forms.HiddenInput)
