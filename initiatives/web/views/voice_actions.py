"""What is done with one voice, each on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.community import queries, rules, services
from initiatives.community.choices import WAITING, FeedbackState
from initiatives.community.models import Feedback
from initiatives.community.services import Background, Voice
from initiatives.people import queries as people
from initiatives.shortfalls.choices import Severity
from initiatives.web.forms import community as forms
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import VersionedForm
from initiatives.web.views.standing import StandingPage

ANSWERED = FeedbackState.ANSWERED
Crumbs = list[tuple[str, str]]
ABOUT_VOICE = ("said", "better", "kind", "experience", "language", "channel", "entity", "may_quote")


class Enter(ActionPage):
    """What came by phone, on paper or in person; it ends with the code to hand out."""

    form_class = forms.EnterForm
    title = _("Enter feedback for someone")
    lede = _("Read them first who reads it and what happens next, as the public form says it.")
    submit = _("Enter it")

    def permission(self) -> Answer:
        return rules.may_enter(self.viewer)

    def initial(self) -> dict[str, Any]:
        tree = people.tree(self.viewer)
        offered = [entity for entity in tree if rules.is_steward(self.viewer, entity)]
        return {"offered": offered, "received_on": clock.today(self.viewer.time_zone)}

    def perform(self, given: dict[str, Any]) -> Any:
        about = Background(
            language=given["spoken"],
            races=given["races"],
            disabilities=given["disabilities"],
            age=given["age"],
        )
        return services.enter_feedback(
            actor=self.viewer,
            voice=Voice(**{name: given[name] for name in ABOUT_VOICE}),
            received_on=given["received_on"],
            background=about,
            contact=given["contact"],
        )

    def answer(self, result: Any) -> HttpResponse:
        code, entered = result
        return render(self.request, "community/entered.html", {"code": code, "voice": entered})

    def url_after(self, result: Any) -> str:
        return reverse("voice", args=[result[1].pk]) if result else reverse("voice_list")

    def crumbs(self) -> Crumbs:
        return [(gettext("Community feedback"), reverse("voice_list"))]


class VoicePage(StandingPage):
    """What the pages that act on a voice share."""

    template_name = "community/action.html"
    question = ""
    states: tuple[str, ...] = WAITING

    def find(self) -> Feedback:
        return queries.feedback_item(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_triage(self.viewer, self.record.entity)

    def get_title(self) -> str:
        return self.question.format(self.record.reference)

    def url_after(self, result: Any) -> str:
        return reverse("voice", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [
            (gettext("Community feedback"), reverse("voice_list")),
            (self.record.reference, self.url_after(None)),
        ]

    def context(self) -> dict[str, Any]:
        return {"shown": queries.shown(self.viewer, self.record)}

    def act(self, service: Any, given: dict[str, Any]) -> Any:
        """Call a service on the voice."""
        return service(actor=self.viewer, feedback=self.record, **given)


class LetIn(VoicePage):
    form_class = VersionedForm
    question = _("Take {} in?")
    lede = _("It was set aside because it looked like abuse. Taken in, it is owed an answer.")
    submit = _("Take it in")
    done = _("It is taken in.")

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.let_in, given)


class Assign(VoicePage):
    form_class = forms.OwnerForm
    question = _("Who answers {}?")
    done = _("Its answer is in other hands.")

    def initial(self) -> dict[str, Any]:
        return {"owner": self.record.owner_id}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.assign_feedback, given)


class Move(VoicePage):
    form_class = forms.PlaceForm
    question = _("Where did {} happen?")
    done = _("Its place is changed.")

    def initial(self) -> dict[str, Any]:
        return {"entity": self.record.entity_id}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.move_feedback, given)


class Theming(VoicePage):
    form_class = forms.ThemesForm
    question = _("What is {} about?")
    done = _("It has its themes.")

    def initial(self) -> dict[str, Any]:
        return {"themes": list(self.record.themes.all())}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.theme_feedback, given | {"themes": list(given["themes"])})


class Links(VoicePage):
    form_class = forms.LinksForm
    question = _("What does {} speak of?")
    done = _("It is linked.")
    states = (*WAITING, ANSWERED)

    def initial(self) -> dict[str, Any]:
        names = ("principles", "initiatives", "shortfalls")
        return {name: list(getattr(self.record, name).all()) for name in names}

    def perform(self, given: dict[str, Any]) -> Any:
        chosen = {
            name: value if name == "version" else list(value) for name, value in given.items()
        }
        return self.act(services.link_feedback, chosen)


class Redact(VoicePage):
    form_class = forms.RedactForm
    question = _("Review the words of {}")
    done = _("The reviewed words are kept.")
    states = (*WAITING, ANSWERED)

    def initial(self) -> dict[str, Any]:
        told = f"{self.record.said}\n\n{self.record.better}".strip()
        return {"redacted": self.record.redacted or told}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.redact_feedback, given)


class Found(VoicePage):
    form_class = forms.FoundForm
    question = _("Log what {} showed as a shortfall")
    states = (*WAITING, ANSWERED)
    submit = _("Log the shortfall")
    done = _("The shortfall is logged, with the community as its source.")

    def initial(self) -> dict[str, Any]:
        return {"severity": Severity.MODERATE}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.report_shortfall, given)


class Close(VoicePage):
    form_class = forms.CloseFeedbackForm
    question = _("Close {} without an answer?")
    lede = _("Whoever holds the code is told that it was closed, not why.")
    submit = _("Close it")
    danger = True
    done = _("It is closed.")

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.close_feedback, given)


class Reopen(VoicePage):
    form_class = forms.CloseFeedbackForm
    question = _("Open {} again?")
    states = (FeedbackState.CLOSED,)
    submit = _("Open it again")
    done = _("It is open again, and owed an answer.")

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.reopen_feedback, given)


class Contact(VoicePage):
    """Shows the contact details once it is asked for; that is noted in the history."""

    form_class = VersionedForm
    question = _("How to reach who sent {}?")
    lede = _("That you read it is kept in the history. Use it only to tell them the answer.")
    states = tuple(FeedbackState.values)
    submit = _("Show it")

    def perform(self, given: dict[str, Any]) -> Any:
        return services.read_contact(actor=self.viewer, feedback=self.record)

    def answer(self, result: Any) -> HttpResponse:
        context = {"contact": result, "voice": self.record, "crumbs": self.crumbs()}
        return render(self.request, "community/contact.html", context)


class Forget(VoicePage):
    form_class = VersionedForm
    question = _("Delete how to reach who sent {}?")
    lede = _("Do this once you have told them. It cannot be undone.")
    states = tuple(FeedbackState.values)
    submit = _("Delete it")
    danger = True
    done = _("It is deleted.")

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.forget_contact, given)
