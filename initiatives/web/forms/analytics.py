"""Of what and of when the figures of the portfolio are asked for; read from the address."""

from typing import Any

from django import forms

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.months import period_complaints
from initiatives.framework import queries as framework
from initiatives.status.analytics import Cohort, mismatch
from initiatives.web.forms.months import MonthField
from initiatives.web.frame.forms import EntityField, PrincipleField, ViewerForm


class PortfolioForm(ViewerForm):
    """Left open, everything in sight of all time."""

    since = MonthField(label=_("From the month"), required=False)
    until = MonthField(label=_("Until the month"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = _("Everything in your sight")
        self.fields = {
            "entity": EntityField(
                self.viewer, label=_("Entity"), required=False, empty_label=everything
            ),
            "principle": PrincipleField(
                self.viewer, label=_("Principle"), required=False, empty_label=_("All")
            ),
            "framework": forms.ModelChoiceField(
                framework.frameworks(self.viewer),
                label=_("Edition of principles"),
                required=False,
                empty_label=_("All"),
            ),
            **self.fields,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        ends = {name: given.get(name) for name in ("since", "until")}
        for name, complaint in period_complaints(ends, clock.today()).items():
            self.add_error(name, complaint)
        if complaint := mismatch(given.get("principle"), given.get("framework")):
            self.add_error("principle", complaint)
        return given

    def cohort(self) -> Cohort:
        """What is asked for, once the form is valid."""
        return Cohort(**self.cleaned_data)
