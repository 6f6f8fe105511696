"""Reading why what a person is owed has not gone yet, for that person."""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.accountability.choices import DeliveryKind, DeliveryState, EngineState
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.queries.policies import holidays, quiet_hours, system_policy
from initiatives.accountability.queries.waiting import at_once, engine
from initiatives.accountability.rules.hours import Quiet, hours_of, why_no_digest, why_no_notice
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User

STANDSTILL = {
    EngineState.HELD: _(
        "All reminders wait until an administrator has looked at how many there are."
    ),
    EngineState.STOPPED: _("An administrator has stopped all reminders for now."),
}
SOON = _("It goes within minutes.")


@dataclass(frozen=True)
class Waits:
    """What holds back what one person is owed.

    `digests` are those of their day by channel; `at_once` the keys of what needs no digest.
    """

    standstill: str
    no_digest: str
    no_notice: str
    digests: dict[str, Delivery]
    at_once: frozenset[int]

    def why(self, reminder: Reminder) -> str:
        """Why this one, which is owed, has not gone yet."""
        if self.standstill:
            return self.standstill
        if reminder.delivery or reminder.pk in self.at_once:
            return trouble(reminder.delivery) or self.no_notice or SOON
        digest = self.digests.get(reminder.channel)
        if digest is None or digest.state == DeliveryState.PENDING:
            return trouble(digest) or self.no_digest or SOON
        if digest.state == DeliveryState.SENT:
            return gettext("The digest of today has gone; this goes with the next.")
        return gettext("The digest of today could not be sent; this goes with the next.")


def waits(viewer: User) -> Waits:
    """What holds back what the viewer is owed, in a fixed number of queries."""
    now, hours = clock.now(), hours_of(viewer)
    quiet: Quiet = quiet_hours(system_policy())
    owed = Reminder.objects.filter(recipient=viewer, state="owed", delivery=None)
    return Waits(
        STANDSTILL.get(EngineState(engine().state), ""),
        why_no_digest(now, hours, quiet, holidays()),
        why_no_notice(now, hours, quiet),
        digests_of_today(viewer),
        frozenset(owed.filter(at_once()).values_list("pk", flat=True)),
    )


def digests_of_today(viewer: User) -> dict[str, Delivery]:
    """The viewer's digests of their own day, by channel."""
    today = clock.today(viewer.time_zone)
    found = Delivery.objects.filter(recipient=viewer, day=today, kind=DeliveryKind.DIGEST)
    return {delivery.channel: delivery for delivery in found.order_by("pk")}


def trouble(delivery: Delivery | None) -> str:
    """What went wrong with a message so far; nothing for one that was not tried."""
    if delivery is None or not delivery.error:
        return ""
    if delivery.state == DeliveryState.FAILED:
        return gettext("It could not be sent: %(error)s An administrator can send it again.") % {
            "error": delivery.error
        }
    return gettext("It was not taken yet, and is tried again: %(error)s") % {
        "error": delivery.error
    }
