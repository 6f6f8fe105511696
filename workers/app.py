"""The Celery app; `qi_tracker.settings.CELERY` sets it, `docs/operations.md` says why so."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from django.conf import settings

from qi_tracker import telemetry
from workers import bookkeeping, correlation  # noqa: F401 (their receivers, in this order)
from workers.schedule import schedule
from workers.signs_of_life import OwnSweep, WorkerSign

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")

# On a trial machine root may run everything; in a container nothing runs as root.
warnings.filterwarnings("ignore", category=SecurityWarning)

telemetry.start("worker")
app = Celery("qi_tracker", include=["workers.tasks"])
app.conf.update(settings.CELERY, beat_schedule=schedule())
app.steps["worker"].update({WorkerSign, OwnSweep})
