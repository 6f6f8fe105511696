"""Files that people ask for, and the monthly mail that they choose."""

from initiatives.exports.models.files import Export, storage
from initiatives.exports.models.monthly import MonthlyMail

__all__ = ["Export", "MonthlyMail", "storage"]
