"""Feedback and report-backs. Words as the caller may read them; never a contact or a code."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import NamedSerializer, PageField
from initiatives.community.models import Feedback, ReportBack, Wording
from initiatives.community.queries import shown


class FeedbackSerializer(serializers.ModelSerializer[Feedback]):
    words = serializers.SerializerMethodField(
        help_text="What was said: verbatim for those who triage, else reviewed, or empty."
    )
    verbatim = serializers.SerializerMethodField()
    kind = serializers.CharField(read_only=True, help_text="Empty where it was not said.")
    experience = serializers.CharField(read_only=True, help_text="1 to 5, unknown, or empty.")
    entity = NamedSerializer(read_only=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    themes = NamedSerializer(many=True, read_only=True)
    url = PageField("voice")

    class Meta:
        model = Feedback
        fields = (
            *("id", "reference", "words", "verbatim", "kind", "experience", "language", "channel"),
            *("entity", "received_on", "state", "set_aside", "owner", "themes", "may_quote"),
            *("theme_commitment", "answer_commitment", "answered_on", "url", "version"),
        )
        read_only_fields = fields

    def words_of(self, voice: Feedback) -> Any:
        return shown(self.context["request"].user, voice)

    @extend_schema_field(serializers.CharField())
    def get_words(self, voice: Feedback) -> str:
        found = self.words_of(voice)
        return f"{found.said}\n\n{found.better}".strip()

    @extend_schema_field(serializers.BooleanField())
    def get_verbatim(self, voice: Feedback) -> bool:
        return bool(self.words_of(voice).verbatim)


class WordingSerializer(serializers.ModelSerializer[Wording]):
    class Meta:
        model = Wording
        fields = ("language", "heard", "done", "not_done")
        read_only_fields = fields


class ReportBackSerializer(serializers.ModelSerializer[ReportBack]):
    entity = NamedSerializer(read_only=True)
    principle = NamedSerializer(read_only=True, allow_null=True)
    written_by = NamedSerializer(read_only=True)
    approved_by = NamedSerializer(read_only=True, allow_null=True)
    wordings = WordingSerializer(many=True, read_only=True)
    url = PageField("answer")

    class Meta:
        model = ReportBack
        fields = (
            *("id", "reference", "entity", "principle", "decision", "state", "wordings"),
            *("written_by", "approved_by", "published_on", "url", "version"),
        )
        read_only_fields = fields
