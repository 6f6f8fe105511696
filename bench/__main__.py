"""`make bench`: builds systems of several sizes in databases of its own and prints the figures.

`--name` picks one bench, `--format json` prints a line a figure.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qi_tracker.embedded import services

if TYPE_CHECKING:
    from bench.measure import Figure

SCALES = (1_000, 10_000)
NAMES = (
    "pages",
    "sweeps",
    "reminders",
    "measures",
    "history",
    "search",
    "exports",
    "scale",
    "load",
)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--name", choices=["", *NAMES], default="", help="all by default")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    return parser.parse_args()


def set_up() -> None:
    """Django as it runs for people, but with mail that goes nowhere and a test client let in."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    os.environ["QI_LOG_LEVEL"] = "ERROR"
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(parents=True)  # nothing is collected, but it is looked for
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def figures(name: str) -> Iterator["Figure"]:
    """Every figure of the benches asked for, as it is measured."""
    from django.db import connection

    from bench import cases, population
    from bench.exports import exports
    from bench.history import history
    from bench.load import load
    from bench.measures import measures
    from bench.reminders import reminders
    from bench.scale import scale as at_size
    from bench.search import searches
    from initiatives.base import clock

    own_benches = (
        ("reminders", reminders),
        ("measures", measures),
        ("history", history),
        ("search", searches),
        ("exports", exports),
    )
    for own, bench in own_benches:
        if name in ("", own):
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            yield from bench()
            connection.creation.destroy_test_db("", verbosity=0)
    if name == "scale":  # it takes half an hour, so only who names it gets it
        yield from at_size()
    if name == "load":  # and this one ten minutes
        yield from load()
    if name in (*dict(own_benches), "scale", "load"):
        return
    for scale in SCALES:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        viewer = population.build(scale, clock.today())
        for case in ("pages", "sweeps"):
            if name in ("", case):
                yield from getattr(cases, case)(viewer, scale)
        connection.creation.destroy_test_db("", verbosity=0)


def main() -> None:
    """Measure and print."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder, services(Path(folder)):
        os.environ["QI_DATA_DIR"] = folder
        set_up()
        from bench.measure import print_json, print_table

        (print_json if asked.format == "json" else print_table)(figures(asked.name))


if __name__ == "__main__":
    main()
