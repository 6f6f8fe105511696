"""Reading decisions: those that wait for somebody, and those that were taken."""

from initiatives.status.deciding.queries.rulings import ruling, rulings, rulings_about
from initiatives.status.deciding.queries.waiting import decisions

__all__ = ["decisions", "ruling", "rulings", "rulings_about"]
