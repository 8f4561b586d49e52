"""Looks after passengers, and gives others journeys without names."""

from datasurface.md import (
    CronTrigger,
    DataLatency,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DataTransformer,
    DDLTable,
    ProductionStatus,
    Team,
    Workspace,
    WorkspacePriority,
    WorkloadTier,
)
from datasurface.md.codeartifact import PythonRepoCodeArtifact
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.repo import GitHubRepository

from columns import PUBLIC, key, moment, reference
from consumers import currentState
from places import FJORDHOST_ISLANDS
from repos import CODE_REPO, gitCredential
from sources import database
from team_ticketing import salesStoreName

MASKED: str = "Anonymous_Journeys"


def maskingWorkspace() -> Workspace:
    """Reads tickets with the passenger in them and writes them without."""
    return Workspace(
        "Journey_Masking",
        database("masking", FJORDHOST_ISLANDS),
        PlainTextDocumentation("Takes the passenger out of the tickets"),
        ProductionStatus.PRODUCTION,
        DatasetGroup("Sold", sinks=[DatasetSink(salesStoreName("app"), "tickets"), DatasetSink("Passengers", "accounts")]),
        DataTransformer(
            "Mask_Journeys",
            store=Datastore(
                MASKED,
                documentation=PlainTextDocumentation("Journeys without names"),
                production_status=ProductionStatus.PRODUCTION,
                datasets=[
                    Dataset(
                        "journeys",
                        schema=DDLTable(columns=[key("journey_no"), reference("fare_code"), moment("sold_at")]),
                        classifications=[PUBLIC],
                    )
                ],
            ),
            code=PythonRepoCodeArtifact(GitHubRepository(CODE_REPO, "main", credential=gitCredential()), "1.4"),
            trigger=CronTrigger("Every hour", "0 * * * *"),
        ),
    )


def defineCare(team: Team) -> None:
    team.add(maskingWorkspace())
    team.add(
        Workspace(
            "Crowding",
            database("crowding", FJORDHOST_ISLANDS),
            ProductionStatus.PRODUCTION,
            WorkspacePriority(WorkloadTier.HIGH),
            PlainTextDocumentation("Says which boats will be full"),
            DatasetGroup(
                "Journeys",
                sinks=[DatasetSink(MASKED, "journeys"), DatasetSink("Route_Nolsoy", "crossings_nolsoy")],
                platform_chooser=currentState(DataLatency.MINUTES),
            ),
        )
    )
