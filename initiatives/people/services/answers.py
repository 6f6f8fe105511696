"""A write that is sent twice under one key is applied once and answered twice."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.people.models import AnsweredRequest, User

KEPT = timedelta(days=1)


def answered_before(*, user: User, key: str, digest: str) -> AnsweredRequest:
    """The row of a key, made or found, for the transaction that applies the write.

    Its `status` is None where nothing was answered yet. Another request under the same key waits
    here until that transaction ends. Raises Invalid when the key belongs to another request.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The key and the write belong in one transaction.")
    old = clock.now() - KEPT
    AnsweredRequest.objects.filter(user=user, key=key, created_at__lt=old).delete()
    known, _ = AnsweredRequest.objects.get_or_create(
        user=user, key=key, defaults={"digest": digest}
    )
    if known.digest != digest:
        raise Invalid(
            {"Idempotency-Key": gettext("This key was used for another request. Send a new one.")}
        )
    return known


@transaction.atomic
def keep_answer(*, known: AnsweredRequest, status: int, body: Any, etag: str = "") -> None:
    """Keep what was answered; answers of days past are dropped on the way."""
    AnsweredRequest.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    known.status, known.body, known.etag = status, body, etag
    known.save(update_fields=["status", "body", "etag"])
