"""Keys of the new books, and an end to the columns whose content has moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0004_policy_steps")]
    operations = [
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_one_a_person_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="policy",
            name="policy_sponsor_later",
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_each_occasion_once",
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_sponsor_once_overdue",
        ),
        migrations.RemoveIndex(
            model_name="delivery",
            name="delivery_pending",
        ),
        migrations.RemoveField(
            model_name="policy",
            name="days_before",
        ),
        migrations.RemoveField(
            model_name="policy",
            name="sponsor_after",
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["channel", "not_before", "id"],
                name="delivery_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "failed")),
                fields=["-day", "-id"],
                name="delivery_failed",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "sent")),
                fields=["sent_at"],
                name="delivery_by_sending",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("recipient", "channel", "key"), name="delivery_each_message_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                fields=("entity", "kind", "number"),
                name="policy_version_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force", True)),
                fields=("entity", "kind"),
                name="policy_one_in_force",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(("repeat_longest__gte", models.F("repeat_every"))),
                name="policy_repeat_grows",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=(
                    "commitment",
                    "recipient",
                    "channel",
                    "audience",
                    "generation",
                    "snoozes",
                    "step",
                ),
                name="reminder_each_occasion_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience__in", ["sponsor", "lead", "executive"]), _negated=True),
                    ("step__gt", 0),
                    _connector="OR",
                ),
                name="reminder_escalates_once_overdue",
            ),
        ),
    ]
