"""Put vocabularies for stratifying measures in force."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.base.errors import Invalid
from initiatives.base.yaml_files import LARGEST
from initiatives.management.files import read
from initiatives.measures.loading import read_stratifications
from initiatives.measures.services import load_entities, load_stratification

OURS = Path(__file__).parents[2] / "measures" / "data" / "stratifications.yaml"


class Command(BaseCommand):
    """Load a file of the shape of initiatives/measures/data/stratifications.yaml."""

    help = (
        "Load vocabularies (race and ethnicity, language, payer, age and others) from a YAML file; "
        "without a file ours, and the entities of this system. "
        "The same file again changes nothing; a new edition comes in force and leaves what was "
        "recorded under the former as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", default=OURS, help="the YAML file; ours by default"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                content = read_stratifications(read(options["file"], LARGEST))
                loaded = [load_stratification(content=one) for one in content]
                entities = load_entities() if options["file"] == OURS else None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
        except Invalid as error:
            raise CommandError(error.message) from None
        for stratification, new in [*loaded, *([entities] if entities else [])]:
            done = "is in force" if new else "was loaded before; nothing changed"
            self.stdout.write(f"{stratification} {done}.")
