"""Check that history is as it was written; exit 1 and the first broken event where it is not."""

import json
import re
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from initiatives.history.queries import Verdict, verify
from initiatives.management.files import read

SEAL = re.compile(r"\bseal (\d{1,12}) of .*\bsha256 ([0-9a-f]{64})\b")
LARGEST = 50_000_000
SHOWN = 20


class Command(BaseCommand):
    """Recompute every hash, compare chains with their heads, and heads with seals."""

    help = (
        "Check every event of the history against the chain of its record, the heads of the chains "
        "and the seals. Names the first changed, removed or inserted event of each record and "
        "exits with 1; says what was checked and exits with 0 where all is as it was written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seals",
            type=Path,
            metavar="FILE",
            help="lines of seal_history that were kept elsewhere; a log that has them will do",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(kept(options["seals"]) if options["seals"] else None)
        if options["format"] == "json":
            report = asdict(verdict) | {"intact": verdict.intact}
            self.stdout.write(json.dumps(report, cls=DjangoJSONEncoder, ensure_ascii=False))
        else:
            for one in verdict.breaks[:SHOWN]:
                self.stdout.write(one.message)
        if not verdict.intact:
            raise CommandError(told(verdict))
        if options["format"] == "text":
            self.stdout.write(self.style.SUCCESS(f"History is intact: {counts(verdict)}."))


def told(verdict: Verdict) -> str:
    """The last line of a check that found something."""
    more = verdict.broken - SHOWN
    rest = f" {more:,} more are not listed here." if more > 0 else ""
    places = "1 place" if verdict.broken == 1 else f"{verdict.broken:,} places"
    return f"History is broken in {places}, of {counts(verdict)}.{rest}"


def counts(verdict: Verdict) -> str:
    """What was checked."""
    told = f"{verdict.events:,} events of {verdict.chains:,} records, {verdict.seals:,} seals"
    return f"{told}, {verdict.kept:,} of them kept elsewhere" if verdict.kept else told


def kept(path: Path) -> dict[int, str]:
    """Digests by number of seal; raises CommandError for a file without any, or with two of one."""
    try:
        content = read(path, LARGEST)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST:
        raise CommandError(
            f"{path} is larger than {LARGEST:,} bytes. Keep only the lines of seals."
        )
    found: dict[int, str] = {}
    for number, digest in SEAL.findall(content.decode(errors="replace")):
        if found.setdefault(int(number), digest) != digest:
            raise CommandError(f"{path} has two different digests for seal {number}.")
    if not found:
        raise CommandError(f"{path} has no line of a seal. seal_history prints such lines.")
    return found
