-- What is measured, by the definition in force, without names and texts.
-- key: id
-- id bigint: The key; other views name it measure_id.
-- reference text: The name people use for it, such as M-5; the product finds it by this.
-- initiative_id bigint: The initiative it is of.
-- entity_id bigint: The entity that answers for the initiative.
-- kind text: outcome, process or balancing.
-- definition integer: The number of the definition in force; empty before one is.
-- chart text: What it is charted as, such as p for proportions.
-- frequency text: How often it is counted.
-- direction text: increase, decrease or neutral: which way is better.
-- multiplier double precision: What a proportion or rate is multiplied by to be read, such as 100 for percent.
-- target double precision: What is aimed at, as it is read.
-- target_on date: Until when.
-- threshold integer: Counts of people from 1 to below this are masked, and what would tell them.
SELECT
    measure.id,
    'M-' || measure.id AS reference,
    measure.initiative_id,
    initiative.entity_id,
    measure.kind::text AS kind,
    terms.number::integer AS definition,
    terms.chart::text AS chart,
    terms.frequency::text AS frequency,
    terms.direction::text AS direction,
    terms.multiplier,
    terms.target,
    terms.target_on,
    measure.threshold::integer AS threshold
FROM initiatives_measure AS measure
JOIN initiatives_initiative AS initiative ON initiative.id = measure.initiative_id
LEFT JOIN initiatives_operationaldefinition AS terms
    ON terms.measure_id = measure.id AND terms.in_force
