"""Erase a person while their work stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.management.actors import actor_of
from initiatives.people.models import User
from initiatives.privacy import queries, rules
from initiatives.privacy.services import erase_person


class Command(BaseCommand):
    """For administrators; the account must be closed."""

    help = (
        "Replace a person's name and address by a number and delete what is their own. What they "
        "did and history stay; where texts still name them is listed, and left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("--as", dest="actor", default="", help="the administrator who erases")
        parser.add_argument("--reason", default="", help="why; kept in the history")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do")

    def handle(self, *args: Any, **options: Any) -> None:
        person, actor = actor_of(options["email"]), actor_of(options["actor"])
        try:
            rules.may_erase(actor, person).require()
            self.tell(actor, person)
            if options["dry_run"]:
                self.stdout.write("Nothing was changed.")
                return
            erased = erase_person(
                actor=actor, person=person, reason=options["reason"], confirm=person.email
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{erased.reference} is {erased.name} from now on.")

    def tell(self, actor: User, person: User) -> None:
        """What goes, what stays, and where texts name them."""
        for one in queries.held(actor, person):
            fate = "deleted" if one.part.is_own else "stays, under a number"
            self.stdout.write(f"{one.part.words} ({one.part.column}): {one.count}, {fate}")
        for mention in queries.mentions(actor, person):
            note = "; not rewritten" if mention.hashed else "; look at them"
            named = ", ".join(mention.records)
            self.stdout.write(f"Named in {mention.count} {mention.kind}{note}: {named}")
