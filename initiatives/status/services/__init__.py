"""What is kept of the status: its rules, where each initiative stands, and its nights."""

from initiatives.status.services.rule_sets import adjust_rules
from initiatives.status.services.snapshots import build_snapshot, mark_seen
from initiatives.status.services.standings import refresh_standings

__all__ = ["adjust_rules", "build_snapshot", "mark_seen", "refresh_standings"]
