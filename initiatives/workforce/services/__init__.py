"""Entering and correcting workforce counts and community benchmarks; keeping job families."""

from initiatives.workforce.services.benchmarks import correct_benchmark, enter_benchmark
from initiatives.workforce.services.counts import correct_count, enter_count
from initiatives.workforce.services.families import (
    FAMILIES,
    add_family,
    load_families,
    restore_family,
    retire_family,
    revise_family,
)
from initiatives.workforce.services.importing import Imported, import_counts

__all__ = [
    "FAMILIES",
    "Imported",
    "add_family",
    "correct_benchmark",
    "correct_count",
    "enter_benchmark",
    "enter_count",
    "import_counts",
    "load_families",
    "restore_family",
    "retire_family",
    "revise_family",
]
