"""What can be done with initiatives, their alignments and registers of them."""

from initiatives.portfolio.services.alignments import (
    align,
    assess,
    cite_definitions_in_force,
    revise_alignment,
    withdraw_alignment,
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

__all__ = [
    "align",
    "assess",
    "cite_definitions_in_force",
    "create_initiative",
    "discard_register",
    "move_stage",
    "preview_register",
    "revise_alignment",
    "revise_charter",
    "withdraw_alignment",
    "write_register",
]
