"""Make the first administrator of a system."""

from argparse import ArgumentParser
from typing import Any

from allauth.account import app_settings as account
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from initiatives.base.errors import Invalid
from initiatives.people.choices import EntityKind
from initiatives.people.models import User
from initiatives.people.queries import first_system
from initiatives.people.services import create_administrator, create_entity


class Command(BaseCommand):
    """Create an administrator of the whole system, who sets their own password."""

    help = (
        "Create an administrator of the whole system. No password is set: a link is printed by "
        "which they choose one. It works once, and for a few days."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("--name", default="", help="their name; the address if not given")
        parser.add_argument(
            "--system", default="", help="the health system's name, if none is entered yet"
        )

        parser.add_argument(
            "--break-glass",
            action="store_true",
            help="one for emergencies: signs in by password and second step when no institution "
            "answers, and every sign-in is told to all administrators",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = self.create(
                options["email"], options["name"], options["system"], options["break_glass"]
            )
        except Invalid as error:
            raise CommandError(error.message) from None
        days = settings.PASSWORD_RESET_TIMEOUT // 86400
        self.stdout.write(
            f"{person.email} is an administrator. Their password is chosen here, once, within "
            f"{days} days; after that by 'Forgot your password?' on the sign-in page:\n"
            f"{password_link(person)}"
        )

    @transaction.atomic
    def create(self, email: str, name: str, system: str, break_glass: bool) -> User:
        """Raises Invalid on a bad address, or where no system is entered or named."""
        root = first_system()
        if root is None:
            if not system.strip():
                raise Invalid({"system": "No system is entered yet: name it with --system NAME."})
            root = create_entity(
                actor=None, name=system, short_name=system[:40], kind=EntityKind.SYSTEM, parent=None
            )
        return create_administrator(
            email=email, name=name or email, entity=root, break_glass=break_glass
        )


def password_link(person: User) -> str:
    """Where a person chooses a password; it is spent once they have, and when they sign in."""
    key = account.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": key}
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=parts)}"
