"""What is forgotten of messages: the words and the address; that it went stays."""

from datetime import datetime

from django.db.models import Q

from initiatives.accountability.choices import DeliveryState
from initiatives.accountability.models import Delivery


def forget_messages(before: datetime, at_most: int) -> int:
    """Empty at most so many messages that came to their end before an instant; returns how many."""
    filled = ~Q(body="") | ~Q(address="") | ~Q(subject="")
    over = Delivery.objects.filter(filled, created_at__lt=before).exclude(
        state=DeliveryState.PENDING
    )
    keys = list(over.order_by("pk").values_list("pk", flat=True)[:at_most])
    return Delivery.objects.filter(pk__in=keys).update(body="", address="", subject="")
