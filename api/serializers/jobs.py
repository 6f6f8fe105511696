"""What the worker does again and again."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import KeyField
from initiatives.base import clock
from initiatives.jobs import rules
from initiatives.jobs.choices import INTERVALS, Job, RunState
from initiatives.jobs.models import JobRun


class JobSerializer(serializers.ModelSerializer[JobRun]):
    """One job, how its last run went, and about when it is due again."""

    label: Any = serializers.CharField(source="__str__", read_only=True)
    state = serializers.SerializerMethodField()
    every = serializers.SerializerMethodField(help_text="Seconds; null where it has no schedule.")
    due_at = serializers.SerializerMethodField(help_text="About when; null where nothing says so.")
    asked_by = KeyField(allow_null=True)

    class Meta:
        model = JobRun
        fields: tuple[str, ...] = (
            *("id", "job", "label", "state", "every", "started_at", "ended_at", "seconds"),
            *("failures", "error", "due_at", "asked_at", "asked_by"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(RunState.choices))
    def get_state(self, run: JobRun) -> str:
        return rules.state_of(run, clock.now())

    def get_every(self, run: JobRun) -> float | None:
        return INTERVALS.get(Job(run.job))

    def get_due_at(self, run: JobRun) -> datetime | None:
        return rules.next_run(run)
