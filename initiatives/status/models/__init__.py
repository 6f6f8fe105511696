"""What the status is judged by, where each initiative stands, and what the status was."""

from initiatives.status.models.rule_sets import RuleSet
from initiatives.status.models.snapshots import SeenStatus, Snapshot, SnapshotCell
from initiatives.status.models.standings import JudgedUpTo, Standing

__all__ = ["JudgedUpTo", "RuleSet", "SeenStatus", "Snapshot", "SnapshotCell", "Standing"]
