"""What can be done with initiatives: chartering, aligning, testing changes, registers of them."""

from initiatives.portfolio.services.alignments import (
    align,
    assess,
    cite_definitions_in_force,
    revise_alignment,
    withdraw_alignment,
)
from initiatives.portfolio.services.cycles import (
    advance_cycle,
    drop_cycle,
    plan_cycle,
    write_cycle,
)
from initiatives.portfolio.services.diagrams import (
    add_driver,
    move_driver,
    retire_driver,
    revise_driver,
)
from initiatives.portfolio.services.initiatives import (
    create_initiative,
    move_stage,
    revise_charter,
)
from initiatives.portfolio.services.registers import (
    discard_register,
    preview_register,
    write_register,
)
from initiatives.portfolio.services.reviews import record_review, revise_review, score_review
from initiatives.portfolio.services.watching import watch_progress

__all__ = [
    "add_driver",
    "advance_cycle",
    "align",
    "assess",
    "cite_definitions_in_force",
    "create_initiative",
    "discard_register",
    "drop_cycle",
    "move_driver",
    "move_stage",
    "plan_cycle",
    "preview_register",
    "record_review",
    "retire_driver",
    "revise_alignment",
    "revise_charter",
    "revise_driver",
    "revise_review",
    "score_review",
    "watch_progress",
    "withdraw_alignment",
    "write_cycle",
    "write_register",
]
