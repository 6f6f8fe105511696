"""The names of fields as the history shows them, so that they are found for translation.

`words.label_of` makes the same of a field's own name; one that is missing here shows in English.
"""

from django.utils.translation import gettext_noop as _

# fmt: off
# A name a line would fill pages that nobody reads.
RECORDED = frozenset({
    _("Acknowledged at"), _("Affected"), _("After"), _("Age"), _("Aim baseline"),
    _("Aim direction"), _("Aim measure"), _("Aim population"), _("Aim setting"), _("Aim summary"),
    _("Aim target"), _("Alignment"), _("Answer commitment"), _("Approved at"), _("Approved by"),
    _("Approved on"), _("Approver"), _("As of"), _("Assessment"), _("Audience"), _("Away from"),
    _("Away until"), _("Barriers"), _("Baseline"), _("Because"), _("Before"), _("Began on"),
    _("Benchmark"), _("Better"), _("Body"), _("Broken at"), _("Causes"), _("Changed by"),
    _("Channel"), _("Chart"), _("Check again on"), _("Checkpoint"), _("Chosen at"), _("Closed at"),
    _("Closed by"), _("Code"), _("Commitment"), _("Compared count"), _("Compared out of"),
    _("Compared with"), _("Confidential"), _("Confirmation"), _("Content"), _("Control plan"),
    _("Corrected because"), _("Count"), _("Cycle"), _("Data to collect"), _("Day"), _("Days"),
    _("Decided at"), _("Decided by"), _("Decision"), _("Decision reason"), _("Decisions"),
    _("Definition"), _("Definitions"), _("Denominator"), _("Detail"), _("Different"), _("Differs"),
    _("Digests"), _("Direction"), _("Disabilities"), _("Done"), _("Driver"), _("Dropped because"),
    _("Due at"), _("Due days"), _("Edition"), _("Effort"), _("Email"), _("Ended on"), _("Ends"),
    _("Entered at"), _("Evidence"), _("Excluded because"), _("Exclusions"), _("Experience"),
    _("Expires at"), _("Explanation"), _("Family"), _("Feedback"), _("File name"), _("Finding"),
    _("Floor"), _("Follow up"), _("Follows"), _("Framework"), _("Freeze"), _("Frequency"),
    _("Generation"), _("Group"), _("Groups"), _("Heads"), _("Heard"), _("Held at"), _("Held on"),
    _("Held size"), _("Help commitment"), _("Idea"), _("Impact"), _("In force"), _("In use"),
    _("Inclusions"), _("Initiative"), _("Initiatives"), _("Instead of email"), _("Is active"),
    _("Kind"), _("Known"), _("Label"), _("Language"), _("Lasted"), _("Lasted note"), _("Lasting"),
    _("Layout"), _("Learning"), _("Lessons"), _("Level"), _("Look again on"), _("Looked by"),
    _("Looked on"), _("May quote"), _("Meaning"), _("Measure"), _("Measures"), _("Meeting"),
    _("Merged"), _("Message"), _("Mission"), _("Month"), _("Multiplier"), _("Name"), _("Named"),
    _("No data"), _("Not done"), _("Note"), _("Number"), _("Numerator"), _("Of"), _("On"),
    _("On hold because"), _("Operational owner"), _("Order"), _("Ordered"), _("Other"),
    _("Other stratum"), _("Outcome"), _("Owned at"), _("Owner"), _("Parent"), _("Part"),
    _("People"), _("Period"), _("Person"), _("Phase from"), _("Plan what"), _("Plan when"),
    _("Plan where"), _("Plan who"), _("Planned from"), _("Planned until"), _("Policy"),
    _("Position"), _("Prediction"), _("Prediction reason"), _("Principle"), _("Principles"),
    _("Proposed"), _("Purpose"), _("Query"), _("Question"), _("Quiet from"), _("Quiet until"),
    _("Race words"), _("Races"), _("Rating"), _("Rationale"), _("Reason"), _("Reasons"),
    _("Received on"), _("Recipient"), _("Redacted"), _("Removed at"), _("Removed by"),
    _("Repeat every"), _("Repeat longest"), _("Requirement"), _("Resume on"), _("Retired because"),
    _("Review"), _("Review on"), _("Reviewed by"), _("Reviewed on"), _("Reviewer"), _("Role"),
    _("Rules"), _("Rules version"), _("Said"), _("Scale"), _("Scope"), _("Score"), _("Screen"),
    _("Service"), _("Set aside"), _("Severity"), _("Short name"), _("Shortfall"),
    _("Shortfall after"), _("Shortfalls"), _("Side"), _("Signal"), _("Since"), _("Size"),
    _("Size count"), _("Size out of"), _("Source"), _("Sponsor"), _("Spread plan"), _("Stage"),
    _("Stage since"), _("Stale"), _("Stand in"), _("Started at"), _("Starts"), _("State"),
    _("Statement"), _("Status"), _("Stratification"), _("Stratifications"), _("Stratum"),
    _("Strength"), _("Study by"), _("Summary"), _("Target"), _("Team"), _("Term"), _("Terms"),
    _("Text"), _("Theme commitment"), _("Themes"), _("Threshold"), _("Time zone"), _("Title"),
    _("Total"), _("Total moe"), _("Unit"), _("Until"), _("Value"), _("Verdict"), _("Version"),
    _("Wanted"), _("When"), _("Why"), _("Whys"), _("Withdrawn because"), _("Words"),
    _("Working days"), _("Year"),
})
# fmt: on
