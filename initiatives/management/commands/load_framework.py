"""Put a framework of guiding principles in force."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import Invalid
from initiatives.framework.loading import read_framework
from initiatives.framework.services import load_framework


class Command(BaseCommand):
    """Load a file of the shape of initiatives/framework/data/uw_medicine.yaml."""

    help = (
        "Load guiding principles from a YAML file. The same file again changes nothing; a new "
        "version comes into force and leaves what was assessed under the former as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the YAML file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_framework(options["file"].read_bytes())
            framework, new = load_framework(content=content)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except Invalid as error:
            raise CommandError(error.message) from None
        said = "is in force" if new else "was loaded before; nothing changed"
        count = framework.principles.count()
        self.stdout.write(f"{framework}, with {count} principles, {said}.")
