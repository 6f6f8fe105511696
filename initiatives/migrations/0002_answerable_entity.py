"""The entity that answers for an initiative is one where it takes place: the database sees to it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_tables")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE initiatives_initiative
                ADD CONSTRAINT initiative_entity_is_a_place
                FOREIGN KEY (id, entity_id)
                REFERENCES initiatives_place (initiative_id, entity_id)
                DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE initiatives_initiative DROP CONSTRAINT initiative_entity_is_a_place",
        )
    ]
