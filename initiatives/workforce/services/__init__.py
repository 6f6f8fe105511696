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

__all__ = [
    "FAMILIES",
    "add_family",
    "correct_benchmark",
    "correct_count",
    "enter_benchmark",
    "enter_count",
    "load_families",
    "restore_family",
    "retire_family",
    "revise_family",
]
