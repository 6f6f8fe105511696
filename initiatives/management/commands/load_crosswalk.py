"""Put a crosswalk to outside frameworks in force."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.base.errors import Invalid
from initiatives.framework.loading import LARGEST, read_crosswalk
from initiatives.framework.services import load_crosswalk
from initiatives.management.files import read


class Command(BaseCommand):
    """Load a file of the shape of initiatives/framework/data/crosswalk.yaml."""

    help = (
        "Load outside frameworks and their links to the guiding principles from a YAML file. The "
        "same file again changes nothing; a changed framework needs a new version, comes into "
        "force, and leaves the former readable."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the YAML file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_crosswalk(read(options["file"], LARGEST))
            made = load_crosswalk(content=content)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
        except Invalid as error:
            raise CommandError(error.message) from None
        for outside in made:
            self.stdout.write(f"{outside} is in force.")
        left = len(content.frameworks) - len(made)
        if left:
            self.stdout.write(f"{left} loaded before; nothing changed in them.")
