"""Answers in the making: the list, the page of one, writing, approving, publishing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.community import queries, rules, services
from initiatives.community.choices import AnswerState, Language
from initiatives.community.filters import AnswerFilter
from initiatives.community.models import ReportBack
from initiatives.community.services import Words
from initiatives.history import queries as history
from initiatives.web.forms import community as forms
from initiatives.web.frame import ActionPage, ListPage, page, viewer_of
from initiatives.web.frame.forms import (
    Choices,
    ReasonForm,
    VersionedForm,
    entity_choices,
    principle_choices,
)
from initiatives.web.views.asked import key_in
from initiatives.web.views.standing import StandingPage

SHOWN = 20
WORDS = ("language", "heard", "done", "not_done")
Crumbs = list[tuple[str, str]]


class AnswerList(ListPage):
    """The answers, published or not."""

    filter_class = AnswerFilter
    template_name = "community/answers.html"
    table_name = "report_backs"
    orders = (("-published_on", _("Published last")), ("state", _("State")))

    def rows(self) -> QuerySet[ReportBack]:
        rules.may_read(self.viewer).require()
        return queries.answers(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer),
            "principle": principle_choices(self.viewer),
        }

    def context(self) -> dict[str, Any]:
        return {"may_write": bool(rules.may_enter(self.viewer))}


@page
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer: its wordings, its decision, who wrote and who approved it."""
    viewer = viewer_of(request)
    found = queries.answer(viewer, pk)
    may_write = bool(rules.may_triage(viewer, found.entity))
    draft, approved = found.state == AnswerState.DRAFT, found.state == AnswerState.APPROVED
    approve = rules.may_approve(viewer, found)
    context = {
        "answer": found,
        "crumbs": [(gettext("Answers"), reverse("answer_list"))],
        "voices": queries.feedback(viewer).filter(report_backs=found),
        "may_write": may_write and draft,
        "may_approve": bool(approve) and draft,
        "may_return": (may_write or bool(approve)) and approved,
        "may_publish": may_write and approved,
        "events": history.events_about(viewer, found)[:SHOWN],
    }
    return render(request, "community/answer.html", context)


class Write(ActionPage):
    """A new answer."""

    form_class = forms.AnswerForm
    title = _("Write an answer")
    lede = _("Say what you heard, what was done, and what was not done and why.")
    submit = _("Keep the draft")
    done = _("The draft is kept. Someone else has to approve it.")

    def permission(self) -> Answer:
        return rules.may_enter(self.viewer)

    def initial(self) -> dict[str, Any]:
        key = key_in(self.request, "feedback")
        if key is None:
            return {"language": Language.EN}
        found = queries.feedback_item(self.viewer, key)
        return {"feedback": [found], "entity": found.entity_id, "language": found.language}

    def perform(self, given: dict[str, Any]) -> ReportBack:
        return services.draft_answer(
            actor=self.viewer,
            feedback=list(given["feedback"]),
            entity=given["entity"],
            decision=given["decision"],
            principle=given["principle"],
            words=words_of(given),
        )

    def url_after(self, result: ReportBack | None) -> str:
        return reverse("answer", args=[result.pk]) if result else reverse("answer_list")

    def crumbs(self) -> Crumbs:
        return [(gettext("Answers"), reverse("answer_list"))]


def words_of(given: dict[str, Any]) -> Words:
    """What was written, in its language."""
    return Words(**{name: given[name] for name in WORDS})


class AnswerPage(StandingPage):
    """What the pages that act on an answer share."""

    question = ""
    states: tuple[str, ...] = (AnswerState.DRAFT,)

    def find(self) -> ReportBack:
        return queries.answer(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_triage(self.viewer, self.record.entity)

    def get_title(self) -> str:
        return self.question.format(self.record.reference)

    def url_after(self, result: Any) -> str:
        return reverse("answer", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [
            (gettext("Answers"), reverse("answer_list")),
            (self.record.reference, self.url_after(None)),
        ]

    def act(self, service: Any, **given: Any) -> Any:
        """Call a service on the answer."""
        return service(actor=self.viewer, answer=self.record, **given)


class Reword(AnswerPage):
    """A wording, or one in another language (`?language=`)."""

    form_class = forms.WordingForm
    question = _("Word {}")
    done = _("It is kept.")

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("language", "")
        written = {one.language: one for one in self.record.wordings.all()}
        wording = written.get(asked)
        if wording is None:
            return {"language": asked if asked in Language.values else ""}
        return {name: getattr(wording, name) for name in WORDS}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.word_answer, words=words_of(given), version=given["version"])


class Decide(AnswerPage):
    form_class = forms.DecisionForm
    question = _("Change the decision of {}")
    done = _("The decision is changed.")

    def initial(self) -> dict[str, Any]:
        return {"decision": self.record.decision, "principle": self.record.principle_id}

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.decide_otherwise, **given)


class Approve(AnswerPage):
    form_class = VersionedForm
    template_name = "community/approve.html"
    question = _("Approve {}?")
    lede = _("Read it in each language. Does it hold nothing by which somebody could be known?")
    submit = _("Approve it")
    done = _("It is approved, and can be published.")

    def permission(self) -> Answer:
        return rules.may_approve(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.approve_answer, **given)


class Return(AnswerPage):
    form_class = ReasonForm
    question = _("Return {} to its writer?")
    states = (AnswerState.APPROVED,)
    submit = _("Return it")
    done = _("It is a draft again.")

    def permission(self) -> Answer:
        may = rules.may_triage(self.viewer, self.record.entity)
        return may or rules.may_approve(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.return_answer, **given)


class Publish(AnswerPage):
    form_class = VersionedForm
    template_name = "community/approve.html"
    question = _("Publish {}?")
    lede = _("Everybody can read it then, and each voice that it answers is answered.")
    states = (AnswerState.APPROVED,)
    submit = _("Publish it")
    done = _("It is published.")

    def perform(self, given: dict[str, Any]) -> Any:
        return self.act(services.publish_answer, **given)
