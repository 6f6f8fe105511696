"""The form that adjusts the rules of the status."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.rules import RULES
from initiatives.status.rules.rule_set import MOST_DAYS, Rule
from initiatives.web.frame.forms import ViewerForm


def state_name(rule: Rule) -> str:
    """The field with the state that a rule makes."""
    return f"{rule.key}_state"


def days_name(rule: Rule) -> str:
    """The field with its limit."""
    return f"{rule.key}_days"


class RulesForm(ViewerForm):
    """For each rule the state that it makes, and its limit where it has one."""

    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    because = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands beside the version, for everybody to read."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        because = self.fields.pop("because")
        for rule in RULES:
            choices = [(state, state.label) for state in rule.may_be]
            self.fields[state_name(rule)] = forms.ChoiceField(label=rule.key.label, choices=choices)
            if rule.days:
                self.fields[days_name(rule)] = forms.IntegerField(
                    label=rule.limits, min_value=1, max_value=MOST_DAYS
                )
        self.fields["because"] = because
