"""A reminder policy on a page: its steps as plain rows. And the days off."""

from typing import Any

from django import forms

from initiatives.accountability import rules, services
from initiatives.accountability.choices import Audience, CommitmentKind, DayCount
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.rules import may_administer_all
from initiatives.web.frame.forms import DateField, EntityField, ViewerForm
from initiatives.web.policy_words import EVERYWHERE, ORDER

BLANK_ROWS = 3
MOST_ROWS = 40
BEFORE, ON, AFTER = "before", "on", "after"
SIDES = [(BEFORE, _("before its date")), (ON, _("on its date")), (AFTER, _("after its date"))]
PARTS = ("whom", "number", "side", "urgent")


def number_of_days(label: str, help_text: str = "") -> forms.IntegerField:
    """How many days."""
    box = forms.NumberInput(attrs={"class": "short", "min": 1})
    return forms.IntegerField(label=label, help_text=help_text, widget=box)


def hour(label: str) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Give a time of the day, such as 18:00.")},
    )


class PolicyForm(ViewerForm):
    """The terms of a policy; `cleaned_data["terms"]` is the whole of them."""

    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    days = forms.ChoiceField(
        label=_("Which days count"),
        choices=[
            (DayCount.CALENDAR, _("All days")),
            (DayCount.WORKING, _("Working days of the owner, without holidays")),
        ],
        widget=forms.RadioSelect,
    )
    repeat_every = number_of_days(_("Again after so many days"))
    repeat_longest = number_of_days(_("At the latest after so many days"))
    quiet_from = hour(_("Quiet from"))
    quiet_until = hour(_("Quiet until"))
    shortfall_after = number_of_days(
        _("Propose a shortfall so many days after the date"),
        _("The equity lead then accepts or dismisses it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = self.initial.get("steps", [])
        sent = sum(name.startswith("whom_") for name in self.data or self.initial)
        rows = max(sent, len(steps) + BLANK_ROWS) + self.initial.get("more", 0)
        for row in range(min(rows, MOST_ROWS)):
            self.fields.update(step_fields(row))
        for row, step in enumerate(steps):
            self.initial.update(row_of(row, step))

    def step_rows(self) -> list[list[forms.BoundField]]:
        """The rows: whom, how many days, before or after, and whether at once."""
        rows = sum(name.startswith("whom_") for name in self.fields)
        return [[self[f"{part}_{row}"] for part in PARTS] for row in range(rows)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        steps = [
            step
            for row in range(len(self.step_rows()))
            if given.get(f"whom_{row}") and (step := self._step(row, given))
        ]
        if not self.errors:
            names = ("days", "repeat_every", "repeat_longest", "quiet_from", "quiet_until")
            own = {name: given[name] for name in (*names, "shortfall_after")}
            given["terms"] = Terms(steps=steps, **own)
        return given

    def _step(self, row: int, given: dict[str, Any]) -> Step | None:
        """What a row says; nothing, and an error beside it, where it does not say how many days."""
        side, number = given.get(f"side_{row}"), given.get(f"number_{row}")
        if side == ON:
            number = 0
        elif number is None or number < 1:
            if f"number_{row}" not in self.errors:
                self.add_error(
                    f"number_{row}",
                    _("Step %(value)s: say how many days, from 1 on.") % {"value": row + 1},
                )
            return None
        days = -number if side == BEFORE else number
        return Step(given[f"whom_{row}"], days, bool(given.get(f"urgent_{row}")))


class NewPolicyForm(PolicyForm):
    """The same, with the place and the kind for which it is to decide."""

    kind = forms.ChoiceField(
        label=_("For which commitments"),
        choices=[("", _("All commitments")), *CommitmentKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = bool(may_administer_all(self.viewer))
        tree = people.tree(self.viewer)
        self.fields["entity"] = EntityField(
            self.viewer,
            [one for one in tree if rules.may_keep_policies(self.viewer, one)],
            label=_("Where"),
            help_text=_("It decides there and everywhere below, as far as nothing nearer does."),
            required=not everywhere,
            empty_label=EVERYWHERE if everywhere else _("Choose an entity"),
        )


def step_fields(row: int) -> dict[str, forms.Field]:
    """One row; without anybody to tell it is no step."""
    whom = [("", _("Nobody")), *((one.value, one.label) for one in ORDER)]
    return {
        f"whom_{row}": forms.ChoiceField(label=_("Tell"), choices=whom, required=False),
        f"number_{row}": forms.IntegerField(
            label=_("Days"),
            required=False,
            min_value=0,
            widget=forms.NumberInput(attrs={"class": "short", "min": 0}),
        ),
        f"side_{row}": forms.ChoiceField(
            label=_("When"), choices=SIDES, initial=AFTER, required=False
        ),
        f"urgent_{row}": forms.BooleanField(label=_("At once"), required=False),
    }


def row_of(row: int, step: Step) -> dict[str, Any]:
    """A step as its row begins."""
    side = BEFORE if step.days < 0 else AFTER if step.days else ON
    return {
        f"whom_{row}": Audience(step.audience).value,
        f"number_{row}": abs(step.days) or None,
        f"side_{row}": side,
        f"urgent_{row}": step.urgent,
    }


class HolidayForm(ViewerForm):
    """One day off."""

    day = DateField(label=_("Day"))
    name = forms.CharField(label="Name", max_length=120, help_text="Such as: Juneteenth")


class FillForm(ViewerForm):
    """A year of public holidays, in a country whose parts are offered."""

    year = forms.IntegerField(
        label=_("Year"),
        widget=forms.NumberInput(attrs={"class": "short", "min": 2000, "max": 2100}),
    )
    country = forms.CharField(widget=forms.HiddenInput, max_length=2)
    subdivision = forms.ChoiceField(
        label=_("State or region"),
        required=False,
        widget=forms.Select(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = services.subdivisions(self.initial["country"])
        field: Any = self.fields["subdivision"]
        field.choices = [("", _("The whole country")), *((part, part) for part in parts)]
        self.fields["year"].initial = clock.today(self.viewer.time_zone).year + 1


class CountryForm(ViewerForm):
    """Which country; asked first, since its states follow from it."""

    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"class": "medium"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = services.countries()
