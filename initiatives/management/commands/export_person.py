"""Write what is kept about a person."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.management.actors import actor_of
from initiatives.privacy.queries import Encoder
from initiatives.privacy.services import export_person


class Command(BaseCommand):
    """For whoever asks what is kept about them and cannot sign in."""

    help = "Write all that is kept about a person as JSON, without secrets and names of others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("--as", dest="actor", default="", help="the administrator who asks")
        parser.add_argument("--output", type=Path, help="a file; printed if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        person, actor = actor_of(options["email"]), actor_of(options["actor"])
        try:
            found = export_person(actor=actor, person=person)
        except DomainError as error:
            raise CommandError(error.message) from None
        text = json.dumps(found, cls=Encoder, indent=2, ensure_ascii=False)
        if options["output"] is None:
            self.stdout.write(text)
            return
        options["output"].touch(mode=0o600)
        options["output"].write_text(text, encoding="utf-8")
        self.stdout.write(f"Written to {options['output']}.")
