"""Who covers for the viewer, and for whom the viewer covers."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.people import queries, rules, services
from initiatives.people.choices import CoverState
from initiatives.people.models import Cover, User
from initiatives.web.forms.covers import CoverForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm, ViewerForm
from initiatives.web.views.standing import StandingPage
from initiatives.web.words import day_in_words

SHOWN = 50
STANDING = (CoverState.ASKED, CoverState.ACCEPTED)


@page
def my_covers(request: HttpRequest) -> HttpResponse:
    """Requests to the viewer first, then who covers for whom, then what is over."""
    viewer = viewer_of(request)
    found = list(queries.own_covers(viewer)[: SHOWN * 2])
    context = {
        "crumbs": [(gettext("My accountability"), reverse("my_accountability"))],
        **sorted_for(viewer, found),
    }
    return render(request, "mine/covers.html", context)


def sorted_for(viewer: User, covers: Iterable[Cover]) -> dict[str, list[Cover]]:
    """The covers by what they are to the viewer."""
    parts: dict[str, list[Cover]] = {
        part: [] for part in ("requests", "for_me", "by_me", "for_others", "over")
    }
    for cover in covers:
        parts[part_of(viewer, cover)].append(cover)
    parts["over"] = parts["over"][:SHOWN]
    return parts


def part_of(viewer: User, cover: Any) -> str:
    """Where on the page a cover belongs."""
    if cover.is_over or cover.state not in STANDING:
        return "over"
    if cover.stand_in_id == viewer.pk:
        return "requests" if cover.state == CoverState.ASKED else "by_me"
    return "for_me" if cover.person_id == viewer.pk else "for_others"


class Ask(ActionPage):
    """To cover for the viewer; an administrator asks for others too."""

    form_class = CoverForm
    title = _("Ask somebody to cover")
    lede = _(
        "While you are away they get copies of your reminders and may acknowledge and fulfil for "
        "you, once they have agreed. You stay accountable for what you promised."
    )
    submit = _("Ask them")

    def initial(self) -> dict[str, Any]:
        return {"person": self.viewer.pk}

    def perform(self, given: dict[str, Any]) -> Cover:
        return services.ask_cover(actor=self.viewer, **{"person": self.viewer, **given})

    def get_done(self, result: Cover) -> str:
        return gettext("%(stand_in)s is asked. It holds once they agree.") % {
            "stand_in": result.stand_in
        }

    def url_after(self, result: Cover | None) -> str:
        return reverse("my_covers")

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs()


class CoverPage(StandingPage):
    """What the pages that act on a cover share."""

    template_name = "mine/cover.html"
    form_class = ViewerForm
    states: tuple[str, ...] = (CoverState.ASKED,)

    def find(self) -> Cover:
        return queries.cover(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_answer_cover(self.viewer, self.record)

    def url_after(self, result: Any) -> str:
        return reverse("my_covers")

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs()


class Agree(CoverPage):
    """To cover for somebody."""

    lede = _(
        "You get copies of their reminders and may acknowledge and fulfil what they promised. "
        "They stay accountable for it."
    )
    submit = _("I will cover")

    def perform(self, given: dict[str, Any]) -> Cover:
        return services.answer_cover(actor=self.viewer, cover=self.record, accept=True)

    def get_title(self) -> str:
        return gettext("Cover for %(person)s?") % {"person": self.record.person}

    def get_done(self, result: Cover) -> str:
        return gettext("You cover for %(person)s until %(day)s.") % {
            "person": result.person,
            "day": day_in_words(result.ends),
        }


class Decline(CoverPage):
    """Not to cover for somebody."""

    lede = _("They are told at once, so that they can ask somebody else.")
    submit = _("Decline")

    def perform(self, given: dict[str, Any]) -> Cover:
        return services.answer_cover(actor=self.viewer, cover=self.record, accept=False)

    def get_title(self) -> str:
        return gettext("Decline to cover for %(person)s?") % {"person": self.record.person}

    def get_done(self, result: Cover) -> str:
        return gettext("%(person)s is told that you cannot cover.") % {"person": result.person}


class End(CoverPage):
    """A cover ended early, or a request taken back."""

    form_class = ReasonForm
    states = STANDING
    lede = _("From now on the reminders of the one who is away go to nobody else on their behalf.")
    danger = True
    done = _("It is ended.")

    def permission(self) -> Answer:
        return rules.may_end_cover(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Cover:
        return services.end_cover(actor=self.viewer, cover=self.record, reason=given["reason"])

    def get_title(self) -> str:
        asked = self.record.state == CoverState.ASKED
        return (
            gettext("Take the request to %(stand_in)s back?") % {"stand_in": self.record.stand_in}
            if asked
            else gettext("End this cover?")
        )

    def context(self) -> dict[str, Any]:
        asked = self.record.state == CoverState.ASKED
        return {"submit": gettext("Take it back") if asked else gettext("End it")}


def crumbs() -> list[tuple[str, str]]:
    """What lies above the pages of one cover."""
    return [
        (gettext("My accountability"), reverse("my_accountability")),
        (gettext("Cover"), reverse("my_covers")),
    ]
