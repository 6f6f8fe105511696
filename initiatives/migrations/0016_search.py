"""Search: a text search configuration that takes accents away, and the indexes that use it.

Safe on a full table: no row is rewritten, and every index is built CONCURRENTLY, which lets reads
and writes go on (it holds SHARE UPDATE EXCLUSIVE and waits for transactions that are under way).
So nothing here is one transaction. Where it is cut short, drop what `\\d` shows as INVALID, and
migrate again: the extension and the configuration are only made where they are not there yet.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently, UnaccentExtension
from django.db import migrations

# One statement, so that a configuration is never there by half.
MAKE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'initiatives_english'
                   AND pg_ts_config_is_visible(oid)) THEN
        CREATE TEXT SEARCH CONFIGURATION initiatives_english (COPY = pg_catalog.english);
        ALTER TEXT SEARCH CONFIGURATION initiatives_english
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
    END IF;
END $$
"""
DROP = "DROP TEXT SEARCH CONFIGURATION IF EXISTS initiatives_english"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("initiatives", "0015_progress"),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(MAKE, DROP),
        AddIndexConcurrently(
            model_name="commitment",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "title",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="A",
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        "detail",
                        "evidence",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("initiatives_english"),
                ),
                name="commitment_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="commitment",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                ),
                name="commitment_title_letters",
            ),
        ),
        AddIndexConcurrently(
            model_name="handover",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "summary",
                    "lessons",
                    "lasted_note",
                    "control_plan",
                    "spread_plan",
                    config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                    weight="C",
                ),
                name="handover_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="initiative",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "title",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="A",
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        "problem",
                        "population",
                        "aim_summary",
                        "aim_measure",
                        "aim_population",
                        "notes",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("initiatives_english"),
                ),
                name="initiative_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="measure",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "name",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="A",
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        "why",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("initiatives_english"),
                ),
                name="measure_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="measure",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                name="measure_title_letters",
            ),
        ),
        AddIndexConcurrently(
            model_name="shortfall",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "title",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="A",
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        "detail",
                        "affected",
                        "explanation",
                        config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("initiatives_english"),
                ),
                name="shortfall_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="shortfall",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                ),
                name="shortfall_title_letters",
            ),
        ),
        AddIndexConcurrently(
            model_name="wording",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "heard",
                    "done",
                    "not_done",
                    config=django.contrib.postgres.search.SearchConfig("initiatives_english"),
                    weight="C",
                ),
                name="wording_words",
            ),
        ),
    ]
