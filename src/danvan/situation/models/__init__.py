from danvan.situation.models.forms import (
    FormBalance,
    FormIndicator,
    FormSection,
    Indicator,
    ReportForm,
    ReportKind,
)
from danvan.situation.models.issues import (
    Issue,
    IssueStep,
    IssueTerm,
    PetitionReference,
    Responsibility,
)
from danvan.situation.models.outreach import OutreachActivity
from danvan.situation.models.reports import (
    Delivery,
    Dispatch,
    Figure,
    ReportFigure,
    ReportFile,
    ReportText,
    SentVersion,
    SituationReport,
)
from danvan.situation.models.schedules import (
    ExpectedReport,
    LockException,
    MonitoringTopic,
    ReportPeriod,
    ReportSchedule,
)
from danvan.situation.models.synopses import SynopsisLine, SynopsisSource

__all__ = [
    "Delivery",
    "Dispatch",
    "ExpectedReport",
    "Figure",
    "FormBalance",
    "FormIndicator",
    "FormSection",
    "Indicator",
    "Issue",
    "IssueStep",
    "IssueTerm",
    "LockException",
    "MonitoringTopic",
    "OutreachActivity",
    "PetitionReference",
    "ReportFigure",
    "ReportFile",
    "ReportForm",
    "ReportKind",
    "ReportPeriod",
    "ReportSchedule",
    "ReportText",
    "Responsibility",
    "SentVersion",
    "SituationReport",
    "SynopsisLine",
    "SynopsisSource",
]
