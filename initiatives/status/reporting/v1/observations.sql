-- What was counted, of everybody and by group, masked as anybody sees it who does not enter the data. Where two vocabularies meet is left out.
-- key: measure_id, starts, group_id
-- since: starts
-- measure_id bigint: The measure.
-- starts date: The first day of the period.
-- group_id bigint: The group; 0 for everybody.
-- ends date: The last day of the period.
-- initiative_id bigint: The initiative of the measure.
-- entity_id bigint: The entity that answers for the initiative.
-- numerator bigint: Of a proportion or rate; empty where masked.
-- denominator bigint: Of a proportion or rate; empty where masked.
-- value double precision: Of a count or any other value; empty where masked.
-- masked boolean: Whether figures are hidden: few people, or what would tell few people.
-- state text: provisional or final.
-- excluded boolean: Whether the chart leaves it out, with a reason that the product has.
SELECT
    figure.measure_id,
    figure.starts,
    coalesce(figure.stratum_id, 0) AS group_id,
    figure.ends,
    measure.initiative_id,
    initiative.entity_id,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.masked,
    figure.state::text AS state,
    figure.excluded
FROM initiatives_reportedfigure AS figure
JOIN initiatives_measure AS measure ON measure.id = figure.measure_id
JOIN initiatives_initiative AS initiative ON initiative.id = measure.initiative_id
