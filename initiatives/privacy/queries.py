"""What is kept about a person, and where free text still names them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.privacy import rules
from initiatives.privacy.parts import Part, parts

PROFILE = (
    *("email", "name", "title", "time_zone", "working_days", "is_active", "is_superuser"),
    *("break_glass", "created_at", "updated_at", "last_login"),
)
SHOWN = 50  # records a table of which the place is named
SHORTEST = 3  # letters of a name that is looked for


@dataclass(frozen=True)
class Held:
    """How many rows of a part name a person."""

    part: Part
    count: int


def held(viewer: User, person: User) -> list[Held]:
    """Every part in which the person stands, with how often."""
    rules.may_read(viewer, person).require()
    counted = [Held(part, part.rows(person).count()) for part in parts()]
    return [one for one in counted if one.count]


def exported(viewer: User, person: User) -> dict[str, Any]:
    """All of it as plain values: the profile, their own records whole, and their work by key."""
    return {
        "made_at": clock.now(),
        "person": {name: getattr(person, name) for name in PROFILE},
        "records": [
            {
                "kind": one.part.words,
                "table": one.part.label,
                "named_as": one.part.column,
                "count": one.count,
                "rows": [row_of(one.part, row) for row in one.part.rows(person).iterator(2_000)],
            }
            for one in held(viewer, person)
        ],
    }


def row_of(part: Part, row: Model) -> dict[str, Any]:
    """A row as plain values, without secrets, and without what it says of others."""
    kept = {one.name: one.value_from_object(row) for one in part.fields()}
    reference = getattr(row, "reference", None)
    return kept | ({"reference": reference} if reference else {"key": row.pk})


Encoder = DjangoJSONEncoder


@dataclass(frozen=True)
class Mention:
    """Where a text names a person: what kind of record, which ones, and how many in all."""

    kind: str
    records: tuple[str, ...]
    count: int
    hashed: bool = False  # part of history, which is not rewritten


def mentions(viewer: User, person: User) -> list[Mention]:
    """Texts with the person's name or address in them, for somebody to look at."""
    rules.may_read(viewer, person).require()
    wanted = [word for word in (person.name, person.email) if len(word) >= SHORTEST]
    return list(found_in_texts(person, wanted)) if wanted else []


def found_in_texts(person: User, wanted: list[str]) -> Iterator[Mention]:
    """By table; one statement each."""
    for model in apps.get_app_config("initiatives").get_models():
        names = texts_of(model)
        if not names:
            continue
        aliases = {f"text_{name}": Cast(name, TextField()) for name in names}
        asked = [Q(**{f"{alias}__icontains": word}) for alias in aliases for word in wanted]
        rows = model._default_manager.annotate(**aliases).filter(reduce(or_, asked))
        if model is User:
            rows = rows.exclude(pk=person.pk)
        own = [part.column for part in parts() if part.model is model and part.is_own]
        for column in own:
            rows = rows.exclude(**{column: person})
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[: SHOWN + 1])
        if keys:
            count = len(keys) if len(keys) <= SHOWN else rows.count()
            prefix = getattr(model, "prefix", "") or model._meta.model_name
            records = tuple(f"{prefix}-{key}" for key in keys[:SHOWN])
            words = str(model._meta.verbose_name_plural).capitalize()
            yield Mention(words, records, count, model._meta.model_name == "event")


def texts_of(model: type[Model]) -> list[str]:
    """The columns that hold what people wrote."""
    return [
        one.name
        for one in model._meta.concrete_fields
        if isinstance(one, (CharField, TextField, JSONField))
        and not one.choices
        and one.name not in {"password", "digest", "secret", "sha256", "fingerprint"}
    ]
