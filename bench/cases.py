"""What is measured, each beside the bare SQL of the same rows."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bench.measure import Figure, figure
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Initiative

LIST = """
SELECT i.id, i.title, i.stage, i.target_on, e.name, o.name, s.name,
    (SELECT array_agg(p.number || '. ' || p.short_name ORDER BY p.number)
       FROM initiatives_alignment a JOIN initiatives_principle p ON p.id = a.principle_id
      WHERE a.initiative_id = i.id),
    (SELECT count(*) FROM initiatives_commitment c
      WHERE c.initiative_id = i.id AND c.state = 'open' AND c.due_on < %(today)s),
    (SELECT count(*) FROM initiatives_shortfall f
      WHERE f.initiative_id = i.id AND f.state = 'open')
FROM initiatives_initiative i
JOIN initiatives_entity e ON e.id = i.entity_id
LEFT JOIN initiatives_user o ON o.id = i.owner_id
LEFT JOIN initiatives_user s ON s.id = i.sponsor_id
ORDER BY i.title, i.id LIMIT 50
"""

PAGE = (
    "SELECT * FROM initiatives_initiative WHERE id = %(pk)s",
    "SELECT * FROM initiatives_alignment WHERE initiative_id = %(pk)s",
    "SELECT * FROM initiatives_commitment WHERE initiative_id = %(pk)s ORDER BY due_on, id",
    "SELECT * FROM initiatives_shortfall WHERE initiative_id = %(pk)s",
    """SELECT * FROM initiatives_event WHERE subject_kind = 'initiative' AND subject_id = %(pk)s
       ORDER BY id DESC LIMIT 50""",
)

MATRIX = (
    """SELECT a.principle_id, unnest(e.lineage), count(DISTINCT i.id), max(i.active_at)
       FROM initiatives_place p JOIN initiatives_entity e ON e.id = p.entity_id
       JOIN initiatives_initiative i ON i.id = p.initiative_id
       JOIN initiatives_alignment a ON a.initiative_id = i.id GROUP BY 1, 2""",
    """SELECT a.principle_id, unnest(e.lineage), count(DISTINCT c.id)
       FROM initiatives_commitment c JOIN initiatives_place p ON p.initiative_id = c.initiative_id
       JOIN initiatives_entity e ON e.id = p.entity_id
       JOIN initiatives_alignment a ON a.initiative_id = c.initiative_id
       WHERE c.state = 'open' AND c.due_on < %(today)s GROUP BY 1, 2""",
    """SELECT f.principle_id, unnest(e.lineage), count(*) FROM initiatives_shortfall f
       JOIN initiatives_entity e ON e.id = f.entity_id WHERE f.state = 'open' GROUP BY 1, 2""",
)

SWEEP = """
SELECT c.id, c.title, c.due_on, c.owner_id, u.email, u.name, i.id, i.title
FROM initiatives_commitment c JOIN initiatives_user u ON u.id = c.owner_id
JOIN initiatives_initiative i ON i.id = c.initiative_id
WHERE c.state = 'open' AND c.due_on <= %(today)s::date + 14 ORDER BY c.owner_id, c.due_on
"""


def rows(statements: tuple[str, ...], **values: Any) -> Callable[[], str]:
    """The floor: these statements, and their rows as JSON."""

    def read() -> str:
        found = []
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, {"today": clock.today(), **values})
                found.append(cursor.fetchall())
        return json.dumps(found, default=str)

    return read


def page(viewer: User, url: str, **headers: str) -> Callable[[], bytes]:
    """A signed-in request for a page; raises when it is not answered with 200."""
    client = Client(headers=headers)
    client.force_login(viewer)

    def get() -> bytes:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}.")
        return response.content

    return get


def pages(viewer: User, scale: int) -> Iterator[Figure]:
    """The list, one initiative, the matrix: by page and by API."""
    one = Initiative.objects.order_by("pk")[scale // 2].pk
    root = Entity.objects.get(parent=None).pk
    for case, url, floor in (
        ("list page", reverse("initiative_list"), rows((LIST,))),
        ("list API", "/api/v1/initiatives/", rows((LIST,))),
        ("initiative page", reverse("initiative", args=[one]), rows(PAGE, pk=one)),
        ("matrix page", f"{reverse('status')}?entity={root}", rows(MATRIX)),
        ("matrix API", f"/api/v1/status/?entity={root}", rows(MATRIX)),
    ):
        yield figure("pages", case, scale, page(viewer, url), floor)


def sweeps(viewer: User, scale: int) -> Iterator[Figure]:
    """A sweep that owes everything, one that owes nothing; the floor reads the promises due."""
    settings.MAILS_PER_MINUTE = settings.HOLD_ABOVE = 0
    due = rows((SWEEP,))
    with clock.at(noon_of_a_wednesday()):
        yield figure("sweeps", "first", scale, first_sweep, due, repeat=3)
        sweep()
        yield figure("sweeps", "idle", scale, idle_sweep, due, repeat=5)


def noon_of_a_wednesday() -> datetime:
    """An hour close to now at which people are written to."""
    now = clock.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    return now.replace(hour=12) + timedelta(days=(2 - now.weekday()) % 7)


def first_sweep() -> None:
    """Sweep as if nothing had ever been sent, and forget it again."""
    with transaction.atomic():
        Reminder.objects.all().delete()
        Delivery.objects.all().delete()
        sweep()
        transaction.set_rollback(True)


def idle_sweep() -> None:
    """Sweep when all that is owed was sent."""
    sweep()
