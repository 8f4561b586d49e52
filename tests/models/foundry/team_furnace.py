"""The furnace: what its probes say, and the same without readings that cannot be."""

from datasurface.containers import SQLSnapshotIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    Datastore,
    EnvironmentMap,
    EnvRefDataContainer,
    IngestionConsistencyType,
    Team,
)
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger

from environment import database
from settings import RTE_NAME, STEP_PLACE
from steps import step
from tables import dataset

PROBES_KEY: str = "probes"
RAW_MELTS: str = "Melts_Raw"
CLEAN_MELTS: str = "Melts_Clean"


def defineFurnace(team: Team) -> None:
    team.add(
        EnvironmentMap(
            RTE_NAME,
            dataContainers={frozenset([PROBES_KEY]): database("Probes", place=STEP_PLACE)},
            dtReleaseSelectors=dict(),
            dtDockerImages=dict(),
        ),
        Datastore(
            RAW_MELTS,
            documentation=PlainTextDocumentation("Every reading of every probe"),
            capture_metadata=SQLSnapshotIngestion(
                EnvRefDataContainer(PROBES_KEY),
                CronTrigger("Every five minutes", "*/5 * * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("probe-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                dataset("heats", "heat_no", begun_on="day", charge_weight="count", foreman="text"),
                dataset("readings", "reading_no", heat_no="code", degrees="count"),
                dataset("charges", "charge_no", heat_no="code", scrap_kind="code", weight="count"),
            ],
        ),
    )
    # The first step: impossible temperatures go, and heats without a reading with them.
    team.add(
        step(
            "Skim",
            "Leaves out what a probe cannot have seen",
            reads={RAW_MELTS: ["heats", "readings"]},
            writes=CLEAN_MELTS,
            datasets=[
                dataset("heats", "heat_no", begun_on="day", charge_weight="count"),
                dataset("temperatures", "heat_no", highest="count", lowest="count"),
            ],
            trigger=CronTrigger("Every quarter of an hour", "*/15 * * * *"),
        )
    )
