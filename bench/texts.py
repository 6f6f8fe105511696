"""A system of any size with texts to search, the same at every run, written by the database itself.

Words come as they do in language: a few in most texts, most in few. Ten commitments and one
shortfall an initiative; every sixth initiative is closed, with what it handed over.
"""

import random
from datetime import date

from django.db import connection

from bench.population import around
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.services import grant_role

KNOWN = (
    *("patients", "care", "team", "clinic", "interpreter", "language", "screening", "equity"),
    *("discharge", "follow", "blood", "pressure", "diabetes", "visits", "access", "training"),
    *("appointment", "community", "health", "measure", "reduce", "improve", "staff", "data"),
)
VOCABULARY, TEXTS, SHORT, LONG = 6_000, 20_000, 6, 30
SYLLABLES = ("ba", "cor", "den", "fil", "gam", "hos", "kin", "lum", "mor", "nex", "pra", "tis")
ZEBRA, EVERY = "zebrafish", 5_000  # one text in so many has this word

INITIATIVES = """
INSERT INTO initiatives_initiative (
    created_at, updated_at, active_at, stage_since, version, title, problem, population,
    aim_summary, aim_direction, aim_measure, aim_baseline, aim_target, aim_population, aim_setting,
    started_note, target_note, notes, on_hold_because, unstratified_because, stage, entity_id,
    owner_id, created_by_id)
SELECT now(), now(), now() - (g %% 120) * interval '1 day', now(), 1,
    initcap(a.short), b.long, '', c.long, '', '', '', '', '', '', '', '', '', '', '',
    (ARRAY['proposed', 'approved', 'planning', 'testing', 'implementing', 'closed'])[1 + g %% 6],
    (%(entities)s::bigint[])[1 + g %% %(n_entities)s],
    (%(people)s::bigint[])[1 + g %% %(n_people)s], %(creator)s
FROM generate_series(1, %(scale)s) AS g
JOIN texts a ON a.n = g * 7919::bigint %% {0}
JOIN texts b ON b.n = g * 104729::bigint %% {0}
JOIN texts c ON c.n = g * 1299709::bigint %% {0}
"""
FROM_INITIATIVES = (
    "INSERT INTO initiatives_place (initiative_id, entity_id)"
    " SELECT id, entity_id FROM initiatives_initiative",
    """
INSERT INTO initiatives_handover (
    created_at, updated_at, version, control_plan, spread_plan, outcome, summary, lessons, lasted,
    lasted_note, closed_at, closed_by_id, initiative_id)
SELECT now(), now(), 1, '', '', 'met', a.long, b.long, '', '', now(), %(creator)s, i.id
FROM initiatives_initiative i
JOIN texts a ON a.n = i.id * 3571 %% {0} JOIN texts b ON b.n = i.id * 7727 %% {0}
WHERE i.stage = 'closed'
""",
    """
INSERT INTO initiatives_commitment (
    created_at, updated_at, version, kind, title, detail, due_on, state, generation, evidence,
    evidence_url, withdrawn_because, closed_at, closed_by_id, created_by_id, entity_id,
    initiative_id, owner_id)
SELECT now(), now(), 1, 'action', initcap(a.short), b.short,
    %(today)s::date + ((i.id * 7 + k * 13) %% 120 - 20)::int,
    CASE WHEN k <= 6 THEN 'fulfilled' ELSE 'open' END, 1, CASE WHEN k <= 6 THEN c.short ELSE '' END,
    '', '', CASE WHEN k <= 6 THEN now() END, CASE WHEN k <= 6 THEN i.owner_id END, i.owner_id,
    i.entity_id, i.id, i.owner_id
FROM initiatives_initiative i CROSS JOIN generate_series(1, 10) AS k
JOIN texts a ON a.n = (i.id * 31 + k) * 6101 %% {0}
JOIN texts b ON b.n = (i.id * 37 + k) * 6203 %% {0}
JOIN texts c ON c.n = (i.id * 41 + k) * 6301 %% {0}
""",
    """
INSERT INTO initiatives_shortfall (
    created_at, updated_at, version, title, detail, affected, found_by, found_on, found_note,
    severity, state, explanation, confirmation, dismissed_because, times_reopened, entity_id,
    causes, whys, compared_with, confidential, confidential_because, state_before_merging,
    initiative_id, principle_id, owner_id, logged_by_id, confirmed_by_id, closed_at)
SELECT now(), now() - (i.id %% 200) * interval '1 day', 1, initcap(a.short), b.long, '', 'person',
    %(today)s::date - (i.id %% 300)::int, '',
    (ARRAY['low', 'moderate', 'high', 'severe'])[1 + i.id %% 4],
    CASE WHEN i.id %% 3 = 0 THEN 'open' ELSE 'closed' END, c.long, 'Seen.', '', 0, i.entity_id,
    '{{}}', '[]', '', i.id %% 50 = 0, CASE WHEN i.id %% 50 = 0 THEN 'Known.' ELSE '' END, '',
    i.id, (%(principles)s::bigint[])[1 + i.id %% 9], i.owner_id, %(creator)s, %(creator)s, now()
FROM initiatives_initiative i
JOIN texts a ON a.n = i.id * 4409 %% {0}
JOIN texts b ON b.n = i.id * 5519 %% {0}
JOIN texts c ON c.n = i.id * 6607 %% {0}
""",
)


def vocabulary(chance: random.Random) -> list[str]:
    """Words of the field first, and made-up ones."""
    made = {
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY * 2)
    }
    return [*KNOWN, *sorted(made)[:VOCABULARY]]


def texts() -> list[tuple[int, str, str]]:
    """Short and long texts, each with its number."""
    chance = random.Random(20)
    words = vocabulary(chance)

    def some(number: int) -> str:
        return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(number))

    return [
        (n, f"{ZEBRA} {some(SHORT)}" if n % EVERY == 0 else some(SHORT), some(LONG))
        for n in range(TEXTS)
    ]


def person(name: str, role: Role | None = None, entity: int = 0) -> User:
    """Somebody who searches."""
    made = User.objects.create_user(f"{name}@search.example", name=name.title())
    if role:
        grant_role(actor=None, user=made, entity=Entity.objects.get(pk=entity), role=role)
    return User.objects.get(pk=made.pk)


def build(scale: int, today: date) -> dict[str, User]:
    """Write a system of so many initiatives into an empty database; returns those who search."""
    values, executive = around(scale, today)
    entities = values["entities"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE texts (n bigint PRIMARY KEY, short text, long text)")
        cursor.executemany("INSERT INTO texts VALUES (%s, %s, %s)", texts())
        cursor.execute("BEGIN")  # where an initiative takes place is asked at its end
        for statement in (INITIATIVES, *FROM_INITIATIVES):
            cursor.execute(statement.format(TEXTS), values)
        cursor.execute("COMMIT")
        cursor.execute("DROP TABLE texts")
        cursor.execute("VACUUM ANALYZE")
    return {
        "executive": User.objects.get(pk=executive.pk),
        "member": person("member", Role.MEMBER, entities[1]),
        "owner": User.objects.get(pk=values["people"][7]),
        "nobody": person("nobody"),
    }
