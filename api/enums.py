"""What the schema calls the choices of fields: their own names would be taken twice.

The settings read this before there is any app, so it names the choices and imports nothing.
"""

ENUMS = {
    "EntityKindEnum": "initiatives.people.choices.EntityKind",
    "CommitmentKindEnum": "initiatives.accountability.choices.CommitmentKind",
    "CoverStateEnum": "initiatives.people.choices.CoverState",
    "DeliveryKindEnum": "initiatives.accountability.choices.DeliveryKind",
    "DeliveryStateEnum": "initiatives.accountability.choices.DeliveryState",
    "EngineStateEnum": "initiatives.accountability.choices.EngineState",
    "ExportStateEnum": "initiatives.exports.choices.ExportState",
    "WebhookStateEnum": "initiatives.webhooks.choices.WebhookState",
    "WebhookDeliveryStateEnum": "initiatives.webhooks.choices.SendingState",
    "JobStateEnum": "initiatives.jobs.choices.RunState",
    "ReminderStateEnum": "initiatives.accountability.choices.ReminderState",
    "FoundByEnum": "initiatives.shortfalls.choices.FoundBy",
    "ImportStateEnum": "initiatives.portfolio.choices.ImportState",
    "MeasureChartEnum": "initiatives.measures.choices.Chart",
    "MeasureKindEnum": "initiatives.measures.choices.MeasureKind",
    "MeasureDirectionEnum": "initiatives.measures.choices.Direction",
    "FeedbackStateEnum": "initiatives.community.choices.FeedbackState",
    "FeedbackChannelEnum": "initiatives.community.choices.Channel",
    "FeedbackLanguageEnum": "initiatives.community.choices.Language",
    "DeliveryChannelEnum": "initiatives.accountability.choices.Channel",
    "ReportBackStateEnum": "initiatives.community.choices.AnswerState",
    "CycleDecisionEnum": "initiatives.portfolio.choices.Decision",
    "IdeaStateEnum": "initiatives.portfolio.choices.IdeaState",
    "EvidenceKindEnum": "initiatives.portfolio.choices.EvidenceKind",
    "DriverKindEnum": "initiatives.portfolio.choices.DriverKind",
    "LevelEnum": "initiatives.portfolio.choices.Level",
    "BenchmarkKindEnum": "initiatives.workforce.choices.BenchmarkKind",
    "DecisionVerdictEnum": "initiatives.status.deciding.choices.Verdict",
    "SearchKindEnum": "initiatives.status.choices.SearchKind",
    "StatusStateEnum": "initiatives.status.choices.State",
    "ObservationStateEnum": "initiatives.measures.choices.ObservationState",
}
