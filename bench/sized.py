"""A system of the size that the product is built for, the same at every run.

At 100,000 initiatives: 400,000 alignments, 1,000,000 commitments, 100,000 shortfalls, 100,000
measures with 5,000,000 observations, 100,000 events; at 10,000 a tenth of each. Places and
people are the same at every size, 400 entities and 5,000 people, so that what grows is the work.

Rows are written by the database itself, and their indexes once they are there. Foreign keys and
triggers are not asked meanwhile: each key is taken from the row it points to. Checks and unique
constraints hold as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from bench.population import FROM_INITIATIVES, principles
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, User
from initiatives.people.services import create_entity, grant_role

HOSPITALS, UNITS, PEOPLE = 19, 20, 5_000
MONTHS, GROUPS = 10, 4
WORDS = (
    *("interpreter", "screening", "discharge", "diabetes", "transport", "language", "appointment"),
    *("pressure", "vaccination", "asthma", "pain", "birth", "hearing", "stroke", "referral"),
)

TREE = """
WITH hospitals AS (
    INSERT INTO initiatives_entity (
        created_at, updated_at, version, name, short_name, kind, parent_id, lineage)
    SELECT now(), now(), 1, 'Hospital ' || h, 'Hospital ' || h, 'hospital', %(root)s, '{}'
    FROM generate_series(1, %(hospitals)s) AS h RETURNING id, name)
INSERT INTO initiatives_entity (
    created_at, updated_at, version, name, short_name, kind, parent_id, lineage)
SELECT now(), now(), 1, name || ', unit ' || u, 'Unit ' || u, 'department', id, '{}'
FROM hospitals, generate_series(1, %(units)s) AS u
"""
LINEAGE = """
UPDATE initiatives_entity e SET lineage = CASE WHEN e.kind = 'hospital' THEN ARRAY[%(root)s, e.id]
    ELSE ARRAY[%(root)s, e.parent_id, e.id] END
WHERE e.parent_id IS NOT NULL
"""
# Nine of ten are team members of a unit; the others hold no role and see what carries their name.
PEOPLE_OF_UNITS = """
INSERT INTO initiatives_membership (created_at, updated_at, version, user_id, entity_id, role)
SELECT now(), now(), 1, (%(people)s::bigint[])[n],
    (%(entities)s::bigint[])[1 + (n * 7) %% %(n_entities)s], 'team_member'
FROM generate_series(1, %(n_people)s) AS n WHERE n %% 10 <> 0
"""
INITIATIVES = """
INSERT INTO initiatives_initiative (
    created_at, updated_at, active_at, stage_since, version, title, problem, population,
    aim_summary, aim_direction, aim_measure, aim_baseline, aim_target, aim_population, aim_setting,
    started_note, target_note, notes, on_hold_because, unstratified_because, stage, target_on,
    entity_id, owner_id, sponsor_id, created_by_id)
SELECT now(), now(), now() - (n %% 120) * interval '1 day', now(), 1,
    'Better ' || (%(words)s::text[])[1 + n %% 15] || ' for ' || (%(words)s::text[])[1 + n / 7 %% 15]
        || ' ' || md5(n::text),
    'People wait, and some longer.', 'Everyone who comes.', 'Fewer wait, and no group longer.',
    '', '', '', '', '', '', '', '', '', '', '',
    (ARRAY['proposed', 'approved', 'planning', 'testing', 'implementing', 'closed'])[
        1 + n / 400 %% 6],
    %(today)s::date + (n * 13 %% 400 - 200), (%(entities)s::bigint[])[1 + n %% %(n_entities)s],
    (%(people)s::bigint[])[1 + (n * 31 + n / 5000) %% %(n_people)s],
    (%(people)s::bigint[])[1 + (n * 37 + n / 5000 + 7) %% %(n_people)s], %(creator)s
FROM generate_series(1, %(scale)s) AS n
"""
TEAMS = """
INSERT INTO initiatives_teammember (initiative_id, user_id, part)
SELECT i.id, (%(people)s::bigint[])[1 + (i.id * 41 + k * 1009) %% %(n_people)s],
    (ARRAY['lead', 'member'])[k]
FROM initiatives_initiative i, generate_series(1, 2) AS k
"""
GROUPS_COUNTED = """
WITH vocabulary AS (
    INSERT INTO initiatives_stratification (
        key, edition, title, source, ordered, overlapping, in_force, digest, loaded_at)
    VALUES ('bench', '1', 'Language', '', false, false, true, repeat('0', 64), now()) RETURNING id)
INSERT INTO initiatives_stratum (stratification_id, code, label, position, absent)
SELECT id, 'group-' || g, 'Group ' || g, g, ''
FROM vocabulary, generate_series(1, %(groups)s) AS g
"""
MEASURES = """
INSERT INTO initiatives_measure (
    created_at, updated_at, version, initiative_id, name, kind, why, owner_id, threshold, floor,
    created_by_id, watched_version)
SELECT now(), now(), 1, i.id, 'Waits of ' || i.id, 'outcome', '', i.owner_id, 11, 30, %(creator)s, 1
FROM initiatives_initiative i
"""
DEFINITIONS = """
INSERT INTO initiatives_operationaldefinition (
    measure_id, number, text, numerator, denominator, inclusions, exclusions, unit, multiplier,
    direction, source, frequency, due_days, chart, rules, rules_version, screen, written_by_id,
    written_at, approved_by_id, approved_at, in_force)
SELECT id, 1, 'Who waited longer than a week.', 'Who waited', 'Who came', '', '', 'percent', 100,
    'decrease', '', 'month', 15, 'p', 'anhoej', '1', true, %(creator)s, now(), owner_id, now(), true
FROM initiatives_measure
"""
BY_GROUP = """
INSERT INTO initiatives_measure_stratifications (measure_id, stratification_id)
SELECT m.id, s.id FROM initiatives_measure m, initiatives_stratification s
"""
OBSERVATIONS = """
INSERT INTO initiatives_observation (
    measure_id, definition_id, starts, ends, stratum_id, numerator, denominator, state, source,
    note, excluded_because, corrected_because, entered_by_id, entered_at)
SELECT d.measure_id, d.id, month.starts, (month.starts + interval '1 month - 1 day')::date, g.id,
    10 + (d.measure_id * 7 + month.n * 13 + coalesce(g.position, 0) * 5) %% 30,
    50 + (d.measure_id + month.n) %% 40, 'final', '', '', '', '', %(creator)s, now()
FROM initiatives_operationaldefinition d
CROSS JOIN (
    SELECT n, (date_trunc('month', %(today)s::date) - (n + 1) * interval '1 month')::date AS starts
    FROM generate_series(0, %(months)s - 1) AS n) month
CROSS JOIN (
    SELECT id, position FROM initiatives_stratum UNION ALL SELECT NULL, NULL) g
"""
# Each was chartered, as its history says; the chain is that of the product.
EVENTS = """
INSERT INTO initiatives_event (
    at, actor_id, verb, subject_kind, subject_id, subject_label, before, after, reason, position,
    former, hash)
SELECT created_at, created_by_id, 'chartered', 'initiative', id, title, '{}',
    jsonb_build_object('title', title, 'stage', stage), '', 1, '', '\\x00'
FROM initiatives_initiative ORDER BY id
"""
CHAINED = """
UPDATE initiatives_event e SET hash = initiatives_event_hash(e) WHERE subject_kind = 'initiative'
"""
HEADS = """
INSERT INTO initiatives_head (subject_kind, subject_id, length, hash)
SELECT subject_kind, subject_id, position, hash FROM initiatives_event
WHERE subject_kind = 'initiative'
"""
STATEMENTS = (
    *(INITIATIVES, *FROM_INITIATIVES.values(), TEAMS),
    *(GROUPS_COUNTED, MEASURES, DEFINITIONS, BY_GROUP, OBSERVATIONS, EVENTS, CHAINED, HEADS),
)
LARGE = ("initiative", "commitment", "alignment", "shortfall", "measure", "observation")
SECONDARY = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
WHERE indrelid = ANY (%s::regclass[]) AND NOT EXISTS (
    SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
ORDER BY 1
"""


@dataclass(frozen=True)
class Viewers:
    """Who looks: over everything, as a team member of one hospital, and as an owner, no role."""

    executive: User
    member: User
    owner: User


def build(scale: int, today: date) -> Viewers:
    """Write a system of so many initiatives into an empty database."""
    values, viewers = around(scale, today)
    with connection.cursor() as cursor, unasked(cursor):
        for statement in STATEMENTS:
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return viewers


def around(scale: int, today: date) -> tuple[dict[str, Any], Viewers]:
    """Places, people and principles, as the statements name them; and who looks."""
    root = create_entity(
        actor=None, name="System", short_name="System", kind=EntityKind.SYSTEM, parent=None
    )
    with connection.cursor() as cursor:
        sizes: dict[str, int] = {"root": root.pk, "hospitals": HOSPITALS, "units": UNITS}
        cursor.execute(TREE, sizes)
        cursor.execute(LINEAGE, sizes)
    entities = list(Entity.objects.order_by("pk").values_list("pk", flat=True))
    persons = everybody()
    viewers = looking(persons)
    values: dict[str, Any] = {
        "scale": scale,
        "today": today,
        "months": MONTHS,
        "groups": GROUPS,
        "words": [*WORDS],
        "entities": entities,
        "n_entities": len(entities),
        "people": persons,
        "n_people": len(persons),
        "principles": principles(),
        "creator": viewers.executive.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_OF_UNITS, values)
    return values, viewers


def everybody() -> list[int]:
    """The keys of five thousand people."""
    made = User.objects.bulk_create(
        User(email=f"person{n}@example.org", name=f"Person {n}", password="!")  # noqa: S106 (it matches nothing)
        for n in range(1, PEOPLE + 1)
    )
    return [person.pk for person in made]


def looking(persons: list[int]) -> Viewers:
    """An executive of the system, a team member of its first hospital, and one without a role."""
    executive, member = (
        User.objects.create_user(f"{name}@example.org", name=name.title())
        for name in ("executive", "member")
    )
    root = Entity.objects.get(parent=None)
    hospital = Entity.objects.filter(parent=root).order_by("pk")[0]
    grant_role(actor=None, user=executive, entity=root, role=Role.EXECUTIVE)
    grant_role(actor=None, user=member, entity=hospital, role=Role.MEMBER)
    return Viewers(executive, member, User.objects.get(pk=persons[9]))


@contextmanager
def unasked(cursor: CursorWrapper) -> Iterator[None]:
    """Write without foreign keys and triggers, and index the large tables at the end."""
    cursor.execute(SECONDARY, [[f"initiatives_{name}" for name in LARGE]])
    indexes = cursor.fetchall()
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET maintenance_work_mem = '512MB'")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    cursor.execute("RESET maintenance_work_mem")
    cursor.execute("RESET session_replication_role")
