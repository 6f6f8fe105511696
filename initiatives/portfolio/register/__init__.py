"""Reading a register of initiatives: a spreadsheet goes in, a verdict on each row comes out.

Nothing here touches the database. `docs/register.md` says how each column is read.
"""

from initiatives.portfolio.register.shapes import (
    Column,
    Directory,
    Proposal,
    Reason,
    Register,
    Verdict,
)
from initiatives.portfolio.register.verdicts import read_register

__all__ = [
    "Column",
    "Directory",
    "Proposal",
    "Reason",
    "Register",
    "Verdict",
    "read_register",
]
