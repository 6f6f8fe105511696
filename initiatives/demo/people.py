"""The structure of the demonstration system and the people in it."""

from typing import Any

from initiatives.people.models import Entity, User
from initiatives.people.services import create_entity, create_service, grant_role

DOMAIN = "demo.example"


def plant_entities(rows: list[list[str]]) -> dict[str, Entity]:
    """The tree, by name; a parent comes before its children."""
    planted: dict[str, Entity] = {}
    for name, short_name, kind, *above in rows:
        planted[name] = create_entity(
            actor=None,
            name=name,
            short_name=short_name,
            kind=kind,
            parent=planted[above[0]] if above else None,
        )
    return planted


def add_people(rows: dict[str, list[str]], root: Entity) -> dict[str, User]:
    """The people by the part of their address before the @; none has a password."""
    return {key: add_person(key, root, *row) for key, row in rows.items()}


def add_person(key: str, root: Entity, name: str, title: str, *role: Any) -> User:
    """One person, with their role on the whole system if they have one."""
    person = User.objects.create_user(f"{key}@{DOMAIN}", None, name=name, title=title)
    for held in role:
        grant_role(actor=None, user=person, entity=root, role=held)
    return person


def add_service(people: dict[str, User]) -> None:
    """A program that could bring figures in; it has no token, so nobody can call with it."""
    create_service(
        actor=people["admin"],
        name="Data warehouse",
        purpose="Brings in the monthly figures",
        answered_by=people["lead"],
    )
