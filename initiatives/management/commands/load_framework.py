"""Put a framework of guiding principles in force, and definitions if a file of them is named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.base.errors import Invalid
from initiatives.framework.loading import LARGEST, read_definitions, read_framework
from initiatives.framework.queries import terms_without_definition
from initiatives.framework.services import load_definitions
from initiatives.management.files import read
from initiatives.portfolio.services import put_in_force


class Command(BaseCommand):
    """Load a file of the shape of initiatives/framework/data/uw_medicine.yaml."""

    help = (
        "Load guiding principles from a YAML file. The same file again changes nothing; a new "
        "version comes into force and leaves what was assessed under the former as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the YAML file")
        parser.add_argument(
            "--definitions",
            type=Path,
            help="a YAML file of definitions to put in force, such as "
            "initiatives/framework/data/definitions.yaml",
        )
        parser.add_argument(
            "--approver", default="", help="the person or body that approved the definitions"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        definitions: Path | None = options["definitions"]
        if definitions and not options["approver"].strip():
            raise CommandError("Say who approved the definitions: --approver NAME.")
        try:
            with transaction.atomic():
                said = self.load_definitions(definitions, options["approver"])
                said += self.load_principles(options["file"])
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
        except Invalid as error:
            raise CommandError(error.message) from None
        self.stdout.write("\n".join(said))

    def load_principles(self, path: Path) -> list[str]:
        """What came of the principles; raises Invalid or OSError for a file that has none."""
        content = read_framework(read(path, LARGEST))
        framework, carried = put_in_force(content=content)
        done = "was loaded before; nothing changed" if carried is None else "is in force"
        said = [f"{framework}, with {len(content.principles)} principles, {done}."]
        if carried:
            said.append(
                f"Alignments carried over from the former edition: {carried}. What was assessed "
                "under it stays; only what the new one asks anew is to be assessed."
            )
        missing = terms_without_definition(content.needed)
        if missing:
            said.append(
                f"Not defined yet: {', '.join(missing)}. An equity lead approves definitions on "
                "the page Definitions; --definitions loads them from a file."
            )
        return said

    def load_definitions(self, path: Path | None, approver: str) -> list[str]:
        """What came of the definitions; raises Invalid or OSError for a file that has none."""
        if path is None:
            return []
        made = load_definitions(content=read_definitions(read(path, LARGEST)), approver=approver)
        return [f"In force: {', '.join(map(str, made))}." if made else "No definition changed."]
