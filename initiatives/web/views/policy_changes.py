"""Changing how people are reminded: first what it would do, then keeping it; or doing without."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.accountability import queries, rules, services
from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Policy, Reminder
from initiatives.accountability.services import Effect
from initiatives.base.errors import DomainError
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.web.forms.policies import BLANK_ROWS, NewPolicyForm, PolicyForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.actions import UNPROCESSABLE
from initiatives.web.frame.forms import ReasonForm, ViewerForm
from initiatives.web.frame.once import new_key
from initiatives.web.policy_words import facts_of, lines_of, scope_of, terms_of
from initiatives.web.views.asked import key_in
from initiatives.web.views.policies import may_keep_any
from initiatives.web.views.telling import Told, as_whom

Crumbs = list[tuple[str, str]]
SHOWN = 20
KEEP, MORE, BACK = "keep", "more", "back"  # what the buttons say; any other one asks for the effect
NOWHERE = _("To say how people are reminded you need to be an equity lead or an administrator.")


class PolicyPage(ActionPage):
    """Two steps: what the terms would change, and then keeping them.

    All that was entered travels in the page, so the two steps need no script and keep nothing.
    """

    template_name = "policies/form.html"
    submit = _("See what it would change")

    def place(self, given: dict[str, Any]) -> tuple[Entity | None, str]:
        """Where and for what it is to decide."""
        raise NotImplementedError

    def starting_from(self) -> Policy:
        """The policy whose terms the form begins with."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        terms = terms_of(self.starting_from())
        names = ("steps", "days", "repeat_every", "repeat_longest", "quiet_from", "quiet_until")
        return {name: getattr(terms, name) for name in (*names, "shortfall_after")}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pressed = request.POST.get("step")
        if pressed == KEEP:
            return super().post(request, **kwargs)
        self.prepare()
        if pressed in (MORE, BACK):
            return self.show(self.as_entered(BLANK_ROWS if pressed == MORE else 0))
        return self.look()

    def as_entered(self, more: int) -> ViewerForm:
        """The form as it was left, not judged yet, with so many more empty rows."""
        entered = {name: self.request.POST.get(name) for name in self.request.POST}
        return self.form_class(viewer=self.viewer, initial=entered | {"more": more})

    def look(self) -> HttpResponse:
        """What the terms would change, or what is wrong with them."""
        form = self.get_form(self.request.POST)
        if not form.is_valid():
            return self.show(form, UNPROCESSABLE)
        given = form.cleaned_data
        entity, kind = self.place(given)
        try:
            effect = services.effect_of_policy(
                actor=self.viewer, entity=entity, kind=kind, terms=given["terms"]
            )
        except DomainError as error:
            return self.refused(form, error)
        last = given["last"]
        entered = hidden(form) | {
            "last": str(queries.latest_number(entity, kind) if last is None else last)
        }
        context = self.effect_context(effect) | {
            "scope": scope_of(entity, kind),
            "lines": lines_of(given["terms"]),
            "facts": facts_of(given["terms"]),
            "entered": entered,
        }
        return render(self.request, "policies/effect.html", context)

    def effect_context(self, effect: Effect) -> dict[str, Any]:
        """How many commitments, who is told besides, who no more."""
        return {
            "title": self.get_title(),
            "commitments": effect.commitments,
            "told": self.first_of(effect.told),
            "told_total": len(effect.told),
            "spared": self.first_of(effect.spared),
            "spared_total": len(effect.spared),
            "crumbs": self.crumbs(),
            "cancel": self.url_after(None),
            "once": new_key(),
        }

    def first_of(self, found: list[Reminder]) -> list[Told]:
        """The first of them, in words."""
        first = queries.first_visible(self.viewer, found, SHOWN)
        return [Told(reminder, as_whom(reminder)) for reminder in first]

    def perform(self, given: dict[str, Any]) -> Policy:
        entity, kind = self.place(given)
        return services.keep_policy(
            actor=self.viewer, entity=entity, kind=kind, terms=given["terms"], last=given["last"]
        )

    def get_done(self, result: Policy) -> str:
        return gettext("Version %(number)s is in force for %(scope)s.") % {
            "number": result.number,
            "scope": scope_of(result.entity, result.kind),
        }

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """The same entries over the version that is the last one now."""
        sent = self.request.POST.copy()
        sent["last"] = str(queries.latest_number(*self.place(form.cleaned_data)))
        form.data = sent
        return form

    def crumbs(self) -> Crumbs:
        return [(gettext("Reminder policies"), reverse("policy_list"))]


def hidden(form: ViewerForm) -> dict[str, str]:
    """What was entered, as a page carries it along."""
    return {name: str(form.data[name]) for name in form.fields if name in form.data}


class Create(PolicyPage):
    """A policy of its own for an entity, a kind of commitment, or both."""

    form_class = NewPolicyForm
    title = _("A reminder policy of its own")
    lede = _("For an entity or a kind of commitment that needs other reminders than the rest.")

    def permission(self) -> Answer:
        return unless(may_keep_any(self.viewer), NOWHERE)

    @cached_property
    def asked_for(self) -> tuple[Entity | None, str]:
        """The place and the kind that the address names."""
        key, kind = key_in(self.request, "entity"), self.request.GET.get("kind", "")
        entity = people.entity(self.viewer, key) if key else None
        return entity, kind if kind in CommitmentKind.values else ""

    def starting_from(self) -> Policy:
        return queries.deciding_at(self.viewer, *self.asked_for)

    def initial(self) -> dict[str, Any]:
        entity, kind = self.asked_for
        return super().initial() | {"entity": entity.pk if entity else None, "kind": kind}

    def place(self, given: dict[str, Any]) -> tuple[Entity | None, str]:
        return given["entity"], given["kind"]

    def url_after(self, result: Policy | None) -> str:
        return reverse("policy", args=[result.pk]) if result else reverse("policy_list")


class Edit(PolicyPage):
    """Another version of a policy."""

    form_class = PolicyForm

    def find(self) -> Policy:
        return queries.policy(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_keep_policies(self.viewer, self.record.entity)

    def starting_from(self) -> Policy:
        found: Policy = self.record
        return found

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"last": queries.latest_number(*self.place({}))}

    def place(self, given: dict[str, Any]) -> tuple[Entity | None, str]:
        return self.record.entity, self.record.kind

    def get_title(self) -> str:
        return gettext("Change the reminders: %(scope)s") % {"scope": scope_of(*self.place({}))}

    def url_after(self, result: Policy | None) -> str:
        return reverse("policy", args=[(result or self.record).pk])


class Retire(ActionPage):
    """Without a policy of its own: the next one upward decides."""

    form_class = ReasonForm
    lede = _(
        "The policy above it decides from then on. Who is owed a reminder under this one is asked "
        "anew. All its versions stay on record."
    )
    submit = _("Do without it")
    danger = True

    def find(self) -> Policy:
        return queries.policy(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_keep_policies(self.viewer, self.record.entity)

    def get_title(self) -> str:
        return gettext("Do without the policy: %(scope)s?") % {
            "scope": scope_of(self.record.entity, self.record.kind)
        }

    def perform(self, given: dict[str, Any]) -> Policy:
        return services.retire_policy(
            actor=self.viewer,
            policy=self.record,
            reason=given["reason"],
            version=given["version"],
        )

    def get_done(self, result: Policy) -> str:
        above = queries.deciding_at(self.viewer, result.entity, result.kind)
        return gettext("What decides now: %(scope)s.") % {
            "scope": scope_of(above.entity, above.kind)
        }

    def url_after(self, result: Policy | None) -> str:
        return reverse("policy", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [(gettext("Reminder policies"), reverse("policy_list"))]
