import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import initiatives.base.clock


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0008_history_chain"),
    ]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("action", "Action"),
                    ("answer", "Answer to a shortfall"),
                    ("review", "Review"),
                    ("data", "Data of a measure"),
                    ("signal", "Answer to a signal"),
                    ("feedback", "Answer to the community"),
                ],
                default="action",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="policy",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("action", "Action"),
                    ("answer", "Answer to a shortfall"),
                    ("review", "Review"),
                    ("data", "Data of a measure"),
                    ("signal", "Answer to a signal"),
                    ("feedback", "Answer to the community"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateField(default=initiatives.base.clock.today, editable=False),
                ),
                (
                    "updated_at",
                    models.DateField(default=initiatives.base.clock.today, editable=False),
                ),
                ("said", models.TextField(help_text="What they told, in their own words.")),
                ("better", models.TextField(blank=True, help_text="What would make it better.")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("praise", "Praise"),
                            ("suggestion", "Suggestion"),
                            ("concern", "Concern"),
                            ("unfair", "Unfair treatment or bias"),
                            ("access", "Language or access need"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("5", "Very good"),
                            ("4", "Good"),
                            ("3", "Neither good nor poor"),
                            ("2", "Poor"),
                            ("1", "Very poor"),
                            ("unknown", "Does not know"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Español"),
                            ("vi", "Tiếng Việt"),
                            ("so", "Soomaali"),
                            ("zh-Hans", "简体中文"),
                            ("ru", "Русский"),
                            ("uk", "Українська"),
                            ("ko", "한국어"),
                            ("am", "አማርኛ"),
                            ("ar", "العربية"),
                        ],
                        default="en",
                        max_length=8,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Web form"),
                            ("phone", "Phone"),
                            ("paper", "Paper"),
                            ("in_person", "In person"),
                        ],
                        default="web",
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField(default=initiatives.base.clock.today)),
                (
                    "may_quote",
                    models.BooleanField(default=False, help_text="They agreed to be quoted."),
                ),
                ("selector", models.CharField(editable=False, max_length=8, unique=True)),
                ("secret_digest", models.CharField(editable=False, max_length=64)),
                (
                    "set_aside",
                    models.BooleanField(
                        default=False, help_text="To be looked at for abuse first."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("themed", "Themed"),
                            ("decided", "Decided"),
                            ("answered", "Answered"),
                            ("closed", "Closed without an answer"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                (
                    "redacted",
                    models.TextField(
                        blank=True, help_text="The words without what tells who anyone is."
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("closed_because", models.TextField(blank=True)),
                (
                    "answer_commitment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_to_answer",
                        to="initiatives.commitment",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        help_text="Where; the whole system for those who were not sure.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="initiatives.entity",
                    ),
                ),
                (
                    "initiatives",
                    models.ManyToManyField(
                        blank=True, related_name="feedback", to="initiatives.initiative"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principles",
                    models.ManyToManyField(
                        blank=True, related_name="feedback", to="initiatives.principle"
                    ),
                ),
                (
                    "shortfalls",
                    models.ManyToManyField(
                        blank=True, related_name="feedback", to="initiatives.shortfall"
                    ),
                ),
                (
                    "theme_commitment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_to_theme",
                        to="initiatives.commitment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "feedback",
                "ordering": ["-received_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FeedbackContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.TextField()),
                (
                    "feedback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact",
                        to="initiatives.feedback",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReportBack",
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
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("in_progress", "In progress"),
                            ("will_not", "Will not do"),
                            ("cannot", "Cannot do"),
                            ("passed_on", "Passed on"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_backs",
                        to="initiatives.entity",
                    ),
                ),
                (
                    "feedback",
                    models.ManyToManyField(related_name="report_backs", to="initiatives.feedback"),
                ),
                (
                    "principle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_backs",
                        to="initiatives.principle",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-published_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
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
                ("name", models.CharField(max_length=80)),
                (
                    "meaning",
                    models.CharField(blank=True, help_text="What belongs to it.", max_length=300),
                ),
                ("in_use", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="theme_name_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="feedback",
            name="themes",
            field=models.ManyToManyField(
                blank=True, related_name="feedback", to="initiatives.theme"
            ),
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Español"),
                            ("vi", "Tiếng Việt"),
                            ("so", "Soomaali"),
                            ("zh-Hans", "简体中文"),
                            ("ru", "Русский"),
                            ("uk", "Українська"),
                            ("ko", "한국어"),
                            ("am", "አማርኛ"),
                            ("ar", "العربية"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heard", models.TextField(help_text="What we heard.")),
                ("done", models.TextField(blank=True, help_text="What we did.")),
                (
                    "not_done",
                    models.TextField(blank=True, help_text="What we did not do, and why."),
                ),
                (
                    "report_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="initiatives.reportback",
                    ),
                ),
                (
                    "worded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FeedbackBackground",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(help_text="The first day of the month.")),
                (
                    "language",
                    models.CharField(blank=True, help_text="In their own words.", max_length=60),
                ),
                (
                    "races",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("aian", "American Indian or Alaska Native"),
                                ("asian", "Asian"),
                                ("black", "Black or African American"),
                                ("hispanic", "Hispanic or Latino"),
                                ("mena", "Middle Eastern or North African"),
                                ("nhpi", "Native Hawaiian or Pacific Islander"),
                                ("white", "White"),
                                ("declined", "Prefers not to say"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("race_words", models.CharField(blank=True, max_length=100)),
                (
                    "disabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("hearing", "Hearing"),
                                ("seeing", "Seeing"),
                                ("thinking", "Concentrating, remembering or deciding"),
                                ("walking", "Walking or climbing stairs"),
                                ("self_care", "Dressing or bathing"),
                                ("errands", "Doing errands alone"),
                                ("none", "None of these"),
                                ("declined", "Prefers not to say"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-17", "0–17"),
                            ("18-44", "18–44"),
                            ("45-64", "45–64"),
                            ("65-74", "65–74"),
                            ("75-84", "75–84"),
                            ("85+", "85+"),
                            ("declined", "Prefers not to say"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="initiatives.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="feedback_background_only_a_month",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Español"),
                            ("vi", "Tiếng Việt"),
                            ("so", "Soomaali"),
                            ("zh-Hans", "简体中文"),
                            ("ru", "Русский"),
                            ("uk", "Українська"),
                            ("ko", "한국어"),
                            ("am", "አማርኛ"),
                            ("ar", "العربية"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the texts that were read.", max_length=64
                    ),
                ),
                ("confirmed_at", models.DateTimeField(default=initiatives.base.clock.now)),
                (
                    "reader",
                    models.CharField(
                        help_text="Who read it, and what qualifies them.", max_length=200
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-confirmed_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "digest"), name="language_review_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="languagereview",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f4c7c5f46cdf778447c7033f513accad7666dfa6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_refuse_change_1e6f0",
                    table="initiatives_languagereview",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reportback",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["-published_on", "-id"],
                name="report_back_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("approved_by__isnull", False),
                        models.Q(("approved_by", models.F("written_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_back_approved_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", False), ("state", "published")),
                    models.Q(
                        models.Q(("state", "published"), _negated=True),
                        ("published_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="report_back_published_on_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportback",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e3f0d700e76a43b5965c08ad3538b46f171341e2",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_b08ee",
                    table="initiatives_reportback",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["-received_on", "-id"], name="feedback_by_day"),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["state", "-received_on", "-id"], name="feedback_by_state"),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["entity", "state"], name="feedback_in_place"),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="feedback_closed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("answered_on__isnull", False),
                    _connector="OR",
                ),
                name="feedback_answered_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), _negated=True), name="feedback_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="fc9b789082c52ef28e1cbccc7dac363727f6bd6f",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_fd477",
                    table="initiatives_feedback",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("report_back", "language"), name="wording_once_a_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done", ""), _negated=True),
                    models.Q(("not_done", ""), _negated=True),
                    _connector="OR",
                ),
                name="wording_says_what_came_of_it",
            ),
        ),
    ]
