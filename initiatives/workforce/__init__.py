"""The workforce beside the communities it serves: counts, benchmarks, shares, as description.

Nothing here holds a quota, a target or a goal for a group, and no such field may be added: see
docs/workforce.md for the law that stands behind this.
"""
