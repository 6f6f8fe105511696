"""Writing history, and sealing it."""

from initiatives.history.services.recording import event, kind_of, record, record_all
from initiatives.history.services.sealing import seal, seal_daily

__all__ = ["event", "kind_of", "record", "record_all", "seal", "seal_daily"]
