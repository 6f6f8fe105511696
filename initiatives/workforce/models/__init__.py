"""The records of the workforce and of the communities beside it."""

from initiatives.workforce.models.benchmarks import BenchmarkGroup, CommunityBenchmark
from initiatives.workforce.models.counts import CountedGroup, WorkforceCount
from initiatives.workforce.models.families import JobFamily

__all__ = [
    "BenchmarkGroup",
    "CommunityBenchmark",
    "CountedGroup",
    "JobFamily",
    "WorkforceCount",
]
