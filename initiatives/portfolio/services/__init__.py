"""What can be done with initiatives: chartering, aligning, testing changes, registers of them."""

from initiatives.portfolio.services.alignments import (
    align,
    cite_definitions_in_force,
    revise_alignment,
    withdraw_alignment,
)
from initiatives.portfolio.services.assessing import Judged, assess
from initiatives.portfolio.services.carrying import carry_alignments_over, put_in_force
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
from initiatives.portfolio.services.handing_over import (
    close_initiative,
    say_whether_it_lasted,
    write_handover,
)
from initiatives.portfolio.services.initiatives import create_initiative, revise_charter
from initiatives.portfolio.services.lifecycle import (
    move_stage,
    override_gate,
    put_on_hold,
    resume,
)
from initiatives.portfolio.services.registers import (
    discard_register,
    preview_register,
    write_register,
)
from initiatives.portfolio.services.reviews import record_review, revise_review, score_review
from initiatives.portfolio.services.watching import watch_progress

__all__ = [
    "Judged",
    "add_driver",
    "advance_cycle",
    "align",
    "assess",
    "carry_alignments_over",
    "cite_definitions_in_force",
    "close_initiative",
    "create_initiative",
    "discard_register",
    "drop_cycle",
    "move_driver",
    "move_stage",
    "override_gate",
    "plan_cycle",
    "preview_register",
    "put_in_force",
    "put_on_hold",
    "record_review",
    "resume",
    "retire_driver",
    "revise_alignment",
    "revise_charter",
    "revise_driver",
    "revise_review",
    "say_whether_it_lasted",
    "score_review",
    "watch_progress",
    "withdraw_alignment",
    "write_cycle",
    "write_handover",
    "write_register",
]
