"""What the packages below forget: sessions, answers to repeated requests, tokens that ended."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import AnsweredRequest, Token
from initiatives.retention.kinds import Kind, introduce


def delete_some(rows: QuerySet[Any], at_most: int) -> int:
    """Delete the first of these rows; returns how many they were."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:at_most])
    rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)


def forget_sessions(before: datetime, at_most: int) -> int:
    """Sessions that have ended."""
    return delete_some(Session.objects.filter(expire_date__lt=before), at_most)


def forget_answers(before: datetime, at_most: int) -> int:
    """Answers kept under an Idempotency-Key."""
    return delete_some(AnsweredRequest.objects.filter(created_at__lt=before), at_most)


def forget_tokens(before: datetime, at_most: int) -> int:
    """Tokens that were revoked or have expired; who made them stays in history."""
    over = Q(expires_at__lt=before) | Q(revoked_at__lt=before)
    return delete_some(Token.objects.filter(over), at_most)


def introduce_own() -> None:
    """Make them known."""
    answers = _("Answers kept for API requests that are repeated")
    introduce(Kind("answers", answers, _("after the request"), 1, 1, 1, forget_answers))
    sessions = _("Sessions of people who sign in")
    introduce(Kind("sessions", sessions, _("after they have ended"), 1, 1, 1, forget_sessions))
    tokens = _("API tokens that have ended")
    since = _("after they expired or were revoked")
    introduce(Kind("tokens", tokens, since, 365, 30, 1_095, forget_tokens))
