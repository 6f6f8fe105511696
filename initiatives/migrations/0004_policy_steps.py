"""Policies keep what they said, as steps; each delivery gets its key.

Going back keeps what the earlier tables have a place for: who was told as owner or as sponsor, and
one message a person and day.
"""

from django.db import migrations

FORWARD = """
INSERT INTO initiatives_policystep (policy_id, days, audience, urgent)
SELECT id, -earlier, 'owner', false FROM initiatives_policy, unnest(days_before) AS earlier
UNION
SELECT id, 0, 'owner', false FROM initiatives_policy
UNION
SELECT id, sponsor_after, 'sponsor', false FROM initiatives_policy;

UPDATE initiatives_policy SET repeat_longest = repeat_every,
    in_force = (number = (SELECT max(number) FROM initiatives_policy));

UPDATE initiatives_delivery SET key = 'digest/' || day, due_at = created_at;
"""

BACK = """
UPDATE initiatives_policy p SET
    days_before = ARRAY(
        SELECT -days FROM initiatives_policystep s
        WHERE s.policy_id = p.id AND audience = 'owner' AND days <= 0 ORDER BY days),
    sponsor_after = COALESCE(
        (SELECT min(days) FROM initiatives_policystep s
         WHERE s.policy_id = p.id AND audience = 'sponsor'), 14);

UPDATE initiatives_policy SET number = number + 1000000;
UPDATE initiatives_policy p SET number = ranked.number FROM (
    SELECT id, row_number() OVER (
        ORDER BY in_force AND entity_id IS NULL AND kind = '', id) AS number
    FROM initiatives_policy) AS ranked
WHERE ranked.id = p.id;

DELETE FROM initiatives_policystep;

DELETE FROM initiatives_reminder WHERE audience NOT IN ('owner', 'sponsor') OR channel <> 'email';
DELETE FROM initiatives_reminder r USING initiatives_reminder other
WHERE other.commitment_id = r.commitment_id AND other.recipient_id = r.recipient_id
    AND other.audience = r.audience AND other.generation = r.generation
    AND other.step = r.step AND other.snoozes > r.snoozes;
UPDATE initiatives_reminder SET state = 'cancelled' WHERE state = 'lapsed';
UPDATE initiatives_reminder r SET delivery_id = kept.id
FROM initiatives_delivery d, (
    SELECT recipient_id, day, max(id) AS id FROM initiatives_delivery
    WHERE channel = 'email' GROUP BY recipient_id, day) AS kept
WHERE d.id = r.delivery_id AND kept.recipient_id = d.recipient_id AND kept.day = d.day;
DELETE FROM initiatives_delivery d WHERE channel <> 'email' OR EXISTS (
    SELECT 1 FROM initiatives_delivery other
    WHERE other.recipient_id = d.recipient_id AND other.day = d.day
        AND other.channel = 'email' AND other.id > d.id);
"""


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_reminder_policies")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
