"""How the viewer is reminded: hours, days away, mail, chat and calendar."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.accountability import queries, services
from initiatives.accountability.models import Preference
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.choices import WEEKDAYS
from initiatives.web.forms.reminding import INSTEAD, ChatForm, RemindingForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm

Crumbs = list[tuple[str, str]]


class Reminding(ActionPage):
    """The settings of the mails, and what else tells the viewer."""

    form_class = RemindingForm
    template_name = "mine/reminding.html"
    title = _("How I am reminded")
    lede = _("What you promised reaches you in one digest a day. Say when, and where else.")
    submit = _("Save these settings")
    done = _("Your settings are saved.")

    def find(self) -> Preference:
        return queries.preference(self.viewer)

    def initial(self) -> dict[str, Any]:
        names = ("digests", "digest_at", "language", "away_from", "away_until")
        return {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> Preference:
        return services.choose_preferences(actor=self.viewer, **given)

    def url_after(self, result: Preference | None) -> str:
        return reverse("reminding") if result else reverse("my_accountability")

    def crumbs(self) -> Crumbs:
        return [(gettext("My accountability"), reverse("my_accountability"))]

    def context(self) -> dict[str, Any]:
        return {
            "chat": queries.chat_address(self.viewer),
            "calendar": queries.calendar_of(self.viewer),
            "working_days": days_in_words(self.viewer.working_days),
            "zone": self.viewer.time_zone.replace("_", " "),
            "refused": self.record.unreachable_address == self.viewer.email,
        }


def days_in_words(days: list[int]) -> str:
    """Monday, Tuesday and Friday; or that there are none."""
    names = [WEEKDAYS[day] for day in sorted(days)]
    if len(names) > 2 and sorted(days) == list(range(min(days), max(days) + 1)):
        return gettext("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return " and ".join(
        filter(None, [", ".join(map(str, names[:-1])), *map(str, names[-1:])])
    ) or gettext("None")


class Below(ActionPage):
    """What the pages below the settings share."""

    form_class = ViewerForm

    def url_after(self, result: Any) -> str:
        return reverse("reminding")

    def crumbs(self) -> Crumbs:
        return [
            (gettext("My accountability"), reverse("my_accountability")),
            (gettext("How I am reminded"), reverse("reminding")),
        ]


class ConnectChat(Below):
    """Digests to a chat as well, or instead."""

    form_class = ChatForm
    title = _("Connect a chat")
    lede = _(
        "Your digests then go to a channel of Slack, Microsoft Teams or another chat that gives "
        "out webhook addresses. Everyone who reads the channel reads them."
    )
    submit = _("Connect this chat")

    def perform(self, given: dict[str, Any]) -> Any:
        return services.connect_chat(
            actor=self.viewer,
            address=given["address"],
            instead_of_email=given["place"] == INSTEAD,
        )

    def get_done(self, result: Any) -> str:
        return gettext("%(service)s is connected. Your next digest goes there.") % {
            "service": result.service
        }


class DisconnectChat(Below):
    """Nothing goes to the chat any more."""

    title = _("Disconnect the chat?")
    lede = _("Nothing is sent there any more. Your digests come by e-mail.")
    submit = _("Disconnect it")
    done = _("The chat is disconnected.")

    def perform(self, given: dict[str, Any]) -> None:
        services.disconnect_chat(actor=self.viewer)


class OpenCalendar(Below):
    """A secret address for the viewer's calendar; it shows once, on the page that answers."""

    title = _("A calendar of what I promised")
    lede = _(
        "You get a secret address to subscribe to in Outlook, Google Calendar or Apple Calendar. "
        "It shows what you promised, by title and date, to whoever has the address. "
        "An address that you had before stops working."
    )
    submit = _("Make the address")

    def perform(self, given: dict[str, Any]) -> str:
        return services.open_calendar(actor=self.viewer)

    def answer(self, result: str) -> HttpResponse:
        path = reverse("calendar", args=[result])
        context = {
            "address": settings.SITE_URL + path,
            "webcal": f"webcal://{settings.SITE_URL.split('//')[-1]}{path}",
            "crumbs": self.crumbs(),
        }
        response = render(self.request, "mine/calendar_opened.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


class CloseCalendar(Below):
    """The address no longer works."""

    title = _("Close the calendar?")
    lede = _("Its address stops working at once, wherever it is subscribed to.")
    submit = _("Close it")
    danger = True
    done = _("The calendar is closed.")

    def perform(self, given: dict[str, Any]) -> None:
        services.close_calendar(actor=self.viewer)
