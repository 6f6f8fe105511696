"""A system of any size, the same at every run, written by the database itself."""

from datetime import date
from typing import Any

from django.db import connection

from initiatives.framework.models import Framework, Principle
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, User
from initiatives.people.services import create_entity, grant_role

HOSPITALS, UNITS, PEOPLE, PRINCIPLES = 8, 4, 500, 9

INITIATIVES = """
INSERT INTO initiatives_initiative (
    created_at, updated_at, active_at, stage_since, version, title, problem, population,
    aim_summary, aim_direction, aim_measure, aim_baseline, aim_target, aim_population, aim_setting,
    started_note, target_note, notes, on_hold_because, unstratified_because, stage, target_on,
    entity_id, owner_id, sponsor_id, created_by_id)
SELECT now(), now(), now() - (n %% 120) * interval '1 day', now(), 1,
    'Initiative ' || md5(n::text), 'A problem.', 'Everyone.', 'An aim.',
    '', '', '', '', '', '', '', '', '', '', '',
    (ARRAY['proposed', 'approved', 'planning', 'testing', 'implementing', 'closed'])[1 + n %% 6],
    %(today)s::date + (n %% 400 - 200), (%(entities)s::bigint[])[1 + n %% %(n_entities)s],
    (%(people)s::bigint[])[1 + n %% %(n_people)s],
    (%(people)s::bigint[])[1 + (n + 7) %% %(n_people)s], %(creator)s
FROM generate_series(1, %(scale)s) AS n
"""

FROM_INITIATIVES = {
    "places": """
        INSERT INTO initiatives_place (initiative_id, entity_id)
        SELECT id, entity_id FROM initiatives_initiative
        """,
    "alignments": """
        INSERT INTO initiatives_alignment (
            created_at, updated_at, version, rationale, created_by_id, initiative_id, principle_id)
        SELECT now(), now(), 1, 'It serves it.', %(creator)s, i.id,
            (%(principles)s::bigint[])[1 + (i.id + k * 2) %% 9]
        FROM initiatives_initiative i, generate_series(1, 4) AS k
        """,
    "commitments": """
        INSERT INTO initiatives_commitment (
            created_at, updated_at, version, kind, title, detail, due_on, state, generation,
            evidence, evidence_url, withdrawn_because, closed_at, closed_by_id, created_by_id,
            entity_id, initiative_id, owner_id)
        SELECT now(), now(), 1, 'action', 'Promise ' || i.id || '.' || k, '',
            %(today)s::date + ((i.id * 7 + k * 13) %% 120 - 20)::int,
            CASE WHEN k <= 6 THEN 'fulfilled' ELSE 'open' END, 1,
            CASE WHEN k <= 6 THEN 'Seen.' ELSE '' END, '', '',
            CASE WHEN k <= 6 THEN now() END, CASE WHEN k <= 6 THEN i.owner_id END, i.owner_id,
            i.entity_id, i.id, i.owner_id
        FROM initiatives_initiative i, generate_series(1, 10) AS k
        """,
    "shortfalls": """
        INSERT INTO initiatives_shortfall (
            created_at, updated_at, version, title, detail, affected, found_by, found_on,
            found_note, severity, state, explanation, confirmation, dismissed_because,
            times_reopened, whys, causes, compared_with, state_before_merging, confidential,
            confidential_because, entity_id, initiative_id, principle_id, owner_id, logged_by_id,
            confirmed_by_id, closed_at)
        SELECT now(), now() - (i.id %% 200) * interval '1 day', 1, 'Shortfall of ' || i.id,
            '', '', 'person', %(today)s::date - (i.id %% 300)::int, '',
            (ARRAY['low', 'moderate', 'high', 'severe'])[1 + i.id %% 4],
            CASE WHEN i.id %% 3 = 0 THEN 'open' ELSE 'closed' END, '', 'Seen.', '', 0,
            '[]', '{}', '', '', false, '',
            i.entity_id, i.id, (%(principles)s::bigint[])[1 + i.id %% 9], i.owner_id,
            %(creator)s, %(creator)s, now()
        FROM initiatives_initiative i
        """,
}


def tree() -> list[int]:
    """A system of hospitals with units below them; the keys of all, the root first."""
    root = create_entity(
        actor=None, name="System", short_name="System", kind=EntityKind.SYSTEM, parent=None
    )
    hospitals = [branch(root, f"Hospital {n}", EntityKind.HOSPITAL) for n in range(HOSPITALS)]
    units = [
        branch(hospital, f"{hospital.name} unit {n}", EntityKind.DEPARTMENT)
        for hospital in hospitals
        for n in range(UNITS)
    ]
    return [entity.pk for entity in (root, *hospitals, *units)]


def branch(parent: Entity, name: str, kind: EntityKind) -> Entity:
    """An entity below another."""
    return create_entity(actor=None, name=name, short_name=name, kind=kind, parent=parent)


def people(root: int) -> tuple[list[int], User]:
    """The keys of five hundred people, and an executive of the whole system."""
    made = User.objects.bulk_create(
        User(email=f"person{n}@example.org", name=f"Person {n}", password="!")  # noqa: S106 (it matches nothing)
        for n in range(PEOPLE)
    )
    executive = User.objects.create_user("executive@example.org", name="Executive")
    entity = Entity.objects.get(pk=root)
    grant_role(actor=None, user=executive, entity=entity, role=Role.EXECUTIVE)
    return [person.pk for person in made], executive


def principles() -> list[int]:
    """The keys of nine principles in force."""
    framework = Framework.objects.create(
        key="bench", edition="1", name="Bench principles", digest="0" * 64
    )
    made = Principle.objects.bulk_create(
        Principle(
            framework=framework, number=n, short_name=f"Principle {n}", statement="We live it."
        )
        for n in range(1, PRINCIPLES + 1)
    )
    return [principle.pk for principle in made]


def around(scale: int, today: date) -> tuple[dict[str, Any], User]:
    """Entities, people and principles of a system, as the statements name them; an executive."""
    entities = tree()
    persons, executive = people(entities[0])
    values = {
        "scale": scale,
        "today": today,
        "entities": entities,
        "n_entities": len(entities),
        "people": persons,
        "n_people": len(persons),
        "principles": principles(),
        "creator": executive.pk,
    }
    return values, executive


def build(scale: int, today: date) -> User:
    """Write a system of so many initiatives into an empty database; returns an executive."""
    values, executive = around(scale, today)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for statement in (INITIATIVES, *FROM_INITIATIVES.values()):
            cursor.execute(statement, values)
        cursor.execute("COMMIT")
        cursor.execute("VACUUM ANALYZE")
    return executive
