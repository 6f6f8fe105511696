"""What needs somebody's decision, what was decided, and what came of it (docs/status.md)."""
