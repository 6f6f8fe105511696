"""Putting reminders of a commitment off, and ending that."""

from typing import Any

from django.utils.translation import gettext

from initiatives.accountability import rules, services
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.web.forms.reminding import SnoozeForm
from initiatives.web.frame.forms import VersionedForm
from initiatives.web.views.promises import CommitmentPage
from initiatives.web.words import day_in_words


class Snooze(CommitmentPage):
    """Until a day, for a reason."""

    form_class = SnoozeForm
    question = _("Put off the reminders of {}")
    lede = _(
        "You are not reminded of it until that day. It stays due on its date, "
        "and those it escalates to are still told."
    )
    submit = _("Put them off")

    def permission(self) -> Answer:
        return rules.may_snooze(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Any:
        return services.snooze(
            actor=self.viewer,
            commitment=self.record,
            until=given["until"],
            reason=given["reason"],
        )

    def get_done(self, result: Any) -> str:
        return gettext("Reminders of %(reference)s come again on %(day)s.") % {
            "reference": self.record.reference,
            "day": day_in_words(result.until),
        }


class EndSnooze(CommitmentPage):
    """Reminded again from now on."""

    form_class = VersionedForm
    question = _("Be reminded of {} again?")
    lede = _("Reminders come again from now on.")
    submit = _("Remind me again")

    def permission(self) -> Answer:
        return rules.may_snooze(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> None:
        services.end_snooze(actor=self.viewer, commitment=self.record)

    def get_done(self, result: Any) -> str:
        return gettext("Reminders of %(reference)s come again.") % {
            "reference": self.record.reference
        }
