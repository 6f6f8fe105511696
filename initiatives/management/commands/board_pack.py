"""Make a board pack as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import DomainError
from initiatives.base.references import key_of, plain_key
from initiatives.management.actors import actor_of, add_actor
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status import pack


class Command(BaseCommand):
    """Compose a pack from what one person may see, and write it."""

    help = (
        "Make the board pack of an entity with everything below it, for one or more whole months: "
        "a tagged PDF, or PowerPoint slides to edit. It shows what the person of --as may see."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--entity", required=True, metavar="KEY", help="such as E-1, or 1")
        parser.add_argument("--from", dest="start", required=True, metavar="YYYY-MM")
        parser.add_argument("--to", dest="end", required=True, metavar="YYYY-MM")
        parser.add_argument("--format", choices=pack.FORMATS, default="pdf")
        parser.add_argument("--paper", choices=pack.PAPERS, default="a4", help="of a PDF")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = actor_of(options["email"])
        try:
            period = pack.read_period(options["start"], options["end"])
            kind = pack.kind_of(options["format"], options["paper"])
            made = pack.compose(viewer, self.entity(viewer, options["entity"]), period)
        except DomainError as error:
            raise CommandError(error.message) from None
        content = pack.make(made, kind.key)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from None
        size = f"{max(len(content) // 1024, 1):,} KB"
        self.stdout.write(f"{kind.label} of {made.scope}, {made.period}: {size}.")

    def entity(self, viewer: User, words: str) -> Entity:
        """The entity of a key or reference; raises CommandError where there is none."""
        key = plain_key(words) or key_of(words, Entity.prefix)
        try:
            return people.entity(viewer, key or 0)
        except Entity.DoesNotExist:
            raise CommandError(f"There is no entity {words}. A key looks like E-1.") from None
