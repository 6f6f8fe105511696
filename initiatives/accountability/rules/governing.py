"""Which policy decides for a commitment."""

from collections.abc import Iterable, Sequence

from initiatives.accountability.models import Policy


def decides(policies: Iterable[Policy], lineage: Sequence[int], kind: str) -> Policy:
    """The policy of the nearest entity upward, and there the kind's own before that for all kinds.

    `lineage` holds the keys from the root down to the commitment's entity. Raises ValueError
    where none is for the whole system.
    """

    def nearness(policy: Policy) -> tuple[int, bool]:
        depth = lineage.index(policy.entity_id) + 1 if policy.entity_id else 0
        return depth, bool(policy.kind)

    applying = (
        policy
        for policy in policies
        if policy.kind in ("", kind) and (not policy.entity_id or policy.entity_id in lineage)
    )
    return max(applying, key=nearness)
