"""The filters of feedback and of answers, the same for pages and API."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import key_of
from initiatives.community.choices import (
    AnswerState,
    Channel,
    Decision,
    FeedbackState,
    Kind,
    Language,
)
from initiatives.community.models import Feedback, ReportBack


class FeedbackFilter(filters.FilterSet):
    """By reference or reviewed words, state, kind, place, theme, language, channel and owner.

    The words that people used themselves are not searched: whoever may not read them could find
    out what they are.
    """

    q = filters.CharFilter(method="by_text", label=_("Reference or reviewed words"))
    state = ChoicesFilter(choices=FeedbackState.choices, label=_("State"))
    kind = ChoicesFilter(choices=Kind.choices, label=_("Kind"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    theme = KeyFilter(field_name="themes", label=_("Theme"))
    principle = KeyFilter(field_name="principles", label=_("Principle"))
    language = filters.ChoiceFilter(choices=Language.choices, label=_("Language"))
    channel = filters.ChoiceFilter(choices=Channel.choices, label=_("How it came"))
    owner = KeyFilter(field_name="owner_id", label=_("Who answers"))
    set_aside = FlagFilter(field_name="set_aside", label=_("Set aside"))
    ordering = filters.OrderingFilter(
        fields=[("received_on", "received_on"), ("state", "state")], label="Order"
    )

    class Meta:
        model = Feedback
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Feedback], name: str, text: str) -> QuerySet[Feedback]:
        key = key_of(text, Feedback.prefix)
        words = Q(redacted__icontains=text)
        return rows.filter(words | Q(pk=key) if key else words)

    def by_place(self, rows: QuerySet[Feedback], name: str, pk: int) -> QuerySet[Feedback]:
        return rows.filter(entity__lineage__contains=[int(pk)])


class AnswerFilter(filters.FilterSet):
    """By state, decision, place and principle."""

    state = ChoicesFilter(choices=AnswerState.choices, label=_("State"))
    decision = ChoicesFilter(choices=Decision.choices, label=_("Decision"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    principle = KeyFilter(field_name="principle_id", label=_("Principle"))
    ordering = filters.OrderingFilter(
        fields=[("published_on", "published_on"), ("state", "state")], label="Order"
    )

    class Meta:
        model = ReportBack
        fields: tuple[str, ...] = ()

    def by_place(self, rows: QuerySet[ReportBack], name: str, pk: int) -> QuerySet[ReportBack]:
        return rows.filter(entity__lineage__contains=[int(pk)])
