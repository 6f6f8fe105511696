# One image for every role: the command says which (web, worker, chat, scheduler, migrate).
FROM python:3.13-slim AS packages
COPY requirements/runtime.txt /requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    QI_DATA_DIR=/data \
    QI_STATIC_ROOT=/app/static
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Files as they are served; no secret and no server is needed for that.
RUN DJANGO_SETTINGS_MODULE=qi_tracker.settings python -m django collectstatic --noinput \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker \
    && install --directory --owner=tracker --group=tracker --mode=0750 /data
ENV QI_PRODUCTION=yes \
    QI_BIND=0.0.0.0
USER tracker
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["python", "-m", "qi_tracker.roles"]
CMD ["web"]
