"""Retiring a vocabulary, and offering it again."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.models import Stratification
from initiatives.web.forms.vocabularies import StandingForm
from initiatives.web.views.vocabulary_preview import VocabularyPage


class StandingPage(VocabularyPage):
    """What both share: one version, and a reason."""

    form_class = StandingForm

    def find(self) -> Stratification:
        return queries.vocabulary(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_change_vocabulary(self.viewer, self.record)

    def url_after(self, result: Any) -> str:
        return reverse("vocabulary", args=[self.record.pk])


class Retire(StandingPage):
    """It is offered no longer; what uses it goes on."""

    lede = _(
        "Measures are offered it no longer. Those that use it go on with it, and all that was "
        "recorded stays."
    )
    submit = _("Retire it")
    danger = True
    done = _("It is retired. What uses it goes on with it.")

    def get_title(self) -> str:
        return gettext("Retire %(vocabulary)s") % {"vocabulary": self.record}

    def perform(self, given: dict[str, Any]) -> Stratification:
        return services.retire_vocabulary(
            actor=self.viewer, vocabulary=self.record, reason=given["reason"]
        )


class Offer(StandingPage):
    """One that was retired is offered again, as it was."""

    lede = _("Measures are offered it again, as it was.")
    submit = _("Offer it again")
    done = _("It is offered again.")

    def get_title(self) -> str:
        return gettext("Offer %(vocabulary)s again") % {"vocabulary": self.record}

    def perform(self, given: dict[str, Any]) -> Stratification:
        return services.offer_vocabulary(
            actor=self.viewer, vocabulary=self.record, reason=given["reason"]
        )
