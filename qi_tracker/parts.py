"""What collectors read of the parts that no request reaches: who lives, what waits in queues."""

from collections.abc import Iterator

import redis
from django.conf import settings
from prometheus_client.core import GaugeMetricFamily, Metric

from qi_tracker import heartbeat

PARTS = ("worker", "chat", "scheduler")
QUEUES = ("celery", "email", "chat", "webhooks")
PATIENCE = 3


class PartCollector:
    """Each part by name, and the messages of each queue; a broker that is away shows as such."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("qi_up", "Whether a part is there.", labels=["part"])
        waiting = GaugeMetricFamily("qi_queue_messages", "Messages that wait.", labels=["queue"])
        try:
            for part in PARTS:
                up.add_metric([part], float(heartbeat.is_fresh(part)))
            for queue, size in queue_sizes().items():
                waiting.add_metric([queue], size)
            up.add_metric(["broker"], 1.0)
        except redis.RedisError:
            up.add_metric(["broker"], 0.0)
        yield up
        yield waiting


def queue_sizes() -> dict[str, int]:
    """How many messages lie in the broker, by queue; raises RedisError."""
    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    with redis.Redis.from_url(settings.CELERY["broker_url"], **limits) as client:
        return {queue: int(str(client.llen(queue))) for queue in QUEUES}
