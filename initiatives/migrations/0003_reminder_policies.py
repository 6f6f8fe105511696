"""Policies with steps, covers, snoozes, preferences, chat, calendars: the new columns."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import initiatives.base.clock


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_answerable_entity")]
    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=initiatives.base.clock.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["person_id"],
            },
        ),
        migrations.CreateModel(
            name="ChatAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=1000)),
                ("service", models.CharField(max_length=40)),
                ("instead_of_email", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=initiatives.base.clock.now)),
                ("broken_at", models.DateTimeField(blank=True, null=True)),
                ("broken_because", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name_plural": "chat addresses",
                "ordering": ["person_id"],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts", models.DateField()),
                ("ends", models.DateField(help_text="The last day.")),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("ended", "Ended"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-starts", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Engine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("held", "Held until an administrator has looked"),
                            ("stopped", "Stopped"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("swept_at", models.DateTimeField(blank=True, null=True)),
                ("sweep_seconds", models.FloatField(default=0)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_size",
                    models.PositiveIntegerField(
                        default=0, help_text="Messages that wait to be let go."
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="PolicyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.SmallIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("cover", "Cover"),
                            ("sponsor", "Sponsor"),
                            ("lead", "Equity lead"),
                            ("executive", "Executive"),
                            ("stand_in", "In place of someone who cannot be reached"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "urgent",
                    models.BooleanField(
                        default=False, help_text="At once, not with the day's digest."
                    ),
                ),
            ],
            options={
                "ordering": ["days", "id"],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest_at",
                    models.TimeField(
                        default=datetime.time(7, 0), help_text="The person's own time."
                    ),
                ),
                (
                    "digests",
                    models.BooleanField(
                        default=True, help_text="Off: only what escalates is mailed."
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en-us", "English"), ("es", "Español")],
                        default="en-us",
                        max_length=8,
                    ),
                ),
                ("away_from", models.DateField(blank=True, null=True)),
                (
                    "away_until",
                    models.DateField(blank=True, help_text="The last day away.", null=True),
                ),
                (
                    "unreachable_address",
                    models.EmailField(
                        blank=True,
                        help_text="The address that was refused; another one is tried again.",
                        max_length=254,
                    ),
                ),
                ("unreachable_since", models.DateTimeField(blank=True, null=True)),
                ("unreachable_because", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["person_id"],
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("generation", models.PositiveIntegerField()),
                ("begun_on", models.DateField(help_text="The person's own date.")),
                (
                    "until",
                    models.DateField(help_text="The first day on which reminders come again."),
                ),
                ("reason", models.TextField()),
                ("created_at", models.DateTimeField(default=initiatives.base.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="policy",
            options={
                "ordering": [
                    models.OrderBy(models.F("entity"), nulls_first=True),
                    "kind",
                    "-number",
                ],
                "verbose_name_plural": "policies",
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="due_at",
            field=models.DateTimeField(
                default=initiatives.base.clock.now, help_text="When it should have gone."
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="key",
            field=models.CharField(
                default="", help_text="digest/2027-03-10, notice/1234", max_length=40
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="delivery",
            name="kind",
            field=models.CharField(
                choices=[("digest", "Digest"), ("notice", "Notice")], default="digest", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="days",
            field=models.CharField(
                choices=[("calendar", "Calendar days"), ("working", "Working days")],
                default="calendar",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="entity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="policies",
                to="initiatives.entity",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="in_force",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="policy",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("action", "Action"),
                    ("answer", "Answer to a shortfall"),
                    ("review", "Review"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="quiet_from",
            field=models.TimeField(default=datetime.time(18, 0)),
        ),
        migrations.AddField(
            model_name="policy",
            name="quiet_until",
            field=models.TimeField(default=datetime.time(7, 0)),
        ),
        migrations.AddField(
            model_name="policy",
            name="repeat_longest",
            field=models.PositiveSmallIntegerField(
                default=28, help_text="Days; the pause doubles each time until it is this long."
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="channel",
            field=models.CharField(
                choices=[("email", "E-mail"), ("chat", "Chat")], default="email", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="snoozes",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Of this generation, before."
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(
                choices=[("email", "E-mail"), ("chat", "Chat")], default="email", max_length=8
            ),
        ),
        migrations.AlterField(
            model_name="policy",
            name="number",
            field=models.PositiveIntegerField(
                default=1, help_text="Version, of this place and kind."
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="audience",
            field=models.CharField(
                choices=[
                    ("owner", "Owner"),
                    ("cover", "Cover"),
                    ("sponsor", "Sponsor"),
                    ("lead", "Equity lead"),
                    ("executive", "Executive"),
                    ("stand_in", "In place of someone who cannot be reached"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="state",
            field=models.CharField(
                choices=[
                    ("owed", "Owed"),
                    ("sent", "Sent"),
                    ("cancelled", "Cancelled"),
                    ("lapsed", "Lapsed"),
                ],
                default="owed",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_feed",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="chataddress",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chat",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="stand_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covering",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="engine",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="policystep",
            name="policy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="initiatives.policy",
            ),
        ),
        migrations.AddField(
            model_name="preference",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snoozes",
                to="initiatives.commitment",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snoozes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(
                condition=models.Q(("state", "accepted")),
                fields=["person", "starts"],
                name="cover_accepted_of_person",
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "accepted"])),
                fields=["stand_in", "starts"],
                name="cover_of_stand_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("stand_in")), _negated=True),
                name="cover_by_someone_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))), name="cover_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="engine",
            constraint=models.CheckConstraint(condition=models.Q(("pk", 1)), name="engine_is_one"),
        ),
        migrations.AddConstraint(
            model_name="policystep",
            constraint=models.UniqueConstraint(
                fields=("policy", "audience", "days"), name="policy_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="policystep",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience", "owner"), ("days__gt", 0), _connector="OR"),
                name="policy_step_escalates_late",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("away_from__isnull", True), ("away_until__isnull", True)),
                    ("away_until__gte", models.F("away_from")),
                    _connector="OR",
                ),
                name="preference_away_from_until",
            ),
        ),
        migrations.AddIndex(
            model_name="snooze",
            index=models.Index(fields=["commitment", "generation"], name="snooze_of_commitment"),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("begun_on"))), name="snooze_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="snooze_has_reason"
            ),
        ),
    ]
