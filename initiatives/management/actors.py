"""Whose rights apply to a command."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from initiatives.people.models import User
from initiatives.people.queries import an_administrator, person_by_address


def add_actor(parser: ArgumentParser) -> None:
    """The option `--as EMAIL`, kept as `email`."""
    parser.add_argument(
        "--as",
        dest="email",
        default="",
        help="whose rights apply; an administrator's if not given",
    )


def actor_of(email: str) -> User:
    """The person of an address, or an administrator; raises CommandError where there is none."""
    person = person_by_address(email) if email else an_administrator()
    if person is None:
        raise CommandError(
            f"Nobody here has the address {email}."
            if email
            else "There is no administrator yet; see create_administrator."
        )
    return person
