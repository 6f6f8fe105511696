"""Add a service account."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.base.errors import Invalid
from initiatives.base.references import plain_key
from initiatives.people import queries, services
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User


class Command(BaseCommand):
    """Print the address of a new service, for `issue_token`."""

    help = "Add a service, for which a person answers, and print its address for issue_token."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what it is called, such as: Data warehouse")
        parser.add_argument("--purpose", required=True, help="what it does here")
        parser.add_argument(
            "--answers", required=True, metavar="EMAIL", help="the person who answers for it"
        )
        parser.add_argument("--role", choices=Role.values, help="a role that it holds")
        parser.add_argument("--entity", metavar="KEY", help="where; by default the whole system")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = queries.an_administrator()
        person = queries.person_by_address(options["answers"])
        if actor is None:
            raise CommandError("There is no administrator yet; see create_administrator.")
        if person is None:
            raise CommandError(f"Nobody here has the address {options['answers']}.")
        try:
            self.stdout.write(made(actor, person, options).email)
        except Invalid as error:
            raise CommandError(error.message) from None


@transaction.atomic
def made(actor: User, person: User, options: dict[str, Any]) -> User:
    """The service with its role; raises Invalid."""
    named = {name: options[name] for name in ("name", "purpose")}
    service = services.create_service(actor=actor, answered_by=person, **named)
    if role := options["role"]:
        entity = place(actor, options["entity"])
        services.grant_role(actor=actor, user=service, entity=entity, role=role)
    return service


def place(viewer: User, key: str | None) -> Entity:
    """The entity of a key, or else the whole system; raises Invalid for one that there is not."""
    if key is None:
        found = queries.first_system()
    else:
        found = queries.entities(viewer).filter(pk=plain_key(key) or 0).first()
    if found is None:
        raise Invalid({"entity": f"There is no entity with the key {key}."})
    return found
