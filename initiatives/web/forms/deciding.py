"""Taking a decision: one form for each kind of it."""

from typing import Any

from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.deciding.choices import PROMISES, UNTIL_A_DAY, Verdict
from initiatives.web.forms.charter_fields import day, text
from initiatives.web.frame.forms import DateField, PersonField, VersionedForm

COUNTS_ONLY = _("Counts only, no names of patients.")
WORDS = {
    Verdict.APPROVE: _("A word to its people"),
    Verdict.FUND: _("What is given"),
    Verdict.UNBLOCK: _("What is done about it"),
    Verdict.REASSIGN: _("Why"),
    Verdict.ACCEPT_RISK: _("Why this risk can be borne until then"),
    Verdict.DEFER: _("Why it waits"),
    Verdict.DECLINE: _("Why not"),
}


class DecideForm(VersionedForm):
    """What a decision asks for; `initial` says which one it is and whom to offer first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = Verdict(self.initial["verdict"])
        needs = verdict != Verdict.APPROVE
        self.fields["words"] = text(WORDS[verdict], COUNTS_ONLY, rows=3, required=needs)
        if verdict in PROMISES:
            self.fields["owner"] = self.person(_("Who sees to it"))
            self.fields["due_on"] = DateField(
                label=_("By when"), help_text=_("Its owner is reminded of this day.")
            )
        elif verdict == Verdict.REASSIGN:
            self.fields["owner"] = self.person(_("Who answers for it from now on"))
            if self.initial.get("has_date"):
                self.fields["due_on"] = day(_("New date"), _("Empty keeps the date that it has."))
        elif verdict in UNTIL_A_DAY:
            self.fields["review_on"] = DateField(
                label=_("Look at it again on"),
                help_text=_("Within a year. It then waits here again."),
            )
        self.order_fields(["owner", "words", "due_on", "review_on"])

    def person(self, label: str) -> PersonField:
        """One person of the directory."""
        return PersonField(
            self.viewer, self.initial.get("named"), label=label, empty_label=_("Choose a person")
        )
