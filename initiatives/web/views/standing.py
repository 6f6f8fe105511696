"""Actions that a record takes only while it stands in certain states."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from initiatives.web.frame import ActionPage

OK = 200


class StandingPage(ActionPage):
    """A form that is shown in some states; in any other, one is led back and told why.

    What is sent too late is refused by the service, beside the form as it was filled in.
    """

    states: tuple[str, ...] = ()

    def show(
        self, form: forms.Form, status: int = OK, missing: list[tuple[str, str]] | None = None
    ) -> HttpResponse:
        if status == OK and self.record.state not in self.states:
            state = self.record.get_state_display().lower()
            messages.info(
                self.request,
                _("%(reference)s is %(state)s, so this is not open.")
                % {"reference": self.record.reference, "state": state},
            )
            return redirect(self.url_after(None))
        return super().show(form, status, missing)
