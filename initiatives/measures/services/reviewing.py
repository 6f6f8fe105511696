"""Recording a review with the score that the evidence proposes at that moment."""

from datetime import date
from typing import Any

from django.db import transaction

from initiatives.measures.queries import proposal_of
from initiatives.people.models import User
from initiatives.portfolio import services as portfolio
from initiatives.portfolio.models import Initiative, Review


@transaction.atomic
def record_review(*, actor: User, initiative: Initiative, month: date, **said: Any) -> Review:
    """What `portfolio.services.record_review` does; nobody says what the evidence proposes."""
    return portfolio.record_review(
        actor=actor,
        initiative=initiative,
        month=month,
        proposal=proposal_of(initiative),
        **said,
    )
