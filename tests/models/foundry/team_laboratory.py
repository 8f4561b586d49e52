"""The laboratory: it breaks samples, and says what every heat is good for."""

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

import team_furnace as furnace
from environment import database
from settings import RTE_NAME
from steps import step
from tables import dataset

SAMPLES: str = "Samples"
GRADED_HEATS: str = "Heats_Graded"


def defineLaboratory(team: Team) -> None:
    team.add(
        EnvironmentMap(
            RTE_NAME,
            dataContainers={frozenset(["notebook"]): database("Notebook")},
            dtReleaseSelectors=dict(),
            dtDockerImages=dict(),
        )
    )
    samples: Datastore = Datastore(
        SAMPLES,
        documentation=PlainTextDocumentation("One bar is cast and broken for every heat"),
        capture_metadata=SQLSnapshotIngestion(
            EnvRefDataContainer("notebook"),
            CronTrigger("After every shift", "30 5,13,21 * * *"),
            IngestionConsistencyType.MULTI_DATASET,
            Credential("notebook-reader", CredentialType.USER_PASSWORD),
        ),
        datasets=[
            dataset("bars", "bar_no", heat_no="code", cast_on="day"),
            dataset("breaks", "bar_no", force="count", remarks="text"),
        ],
    )
    team.add(samples)
    # The second step, of another team: it reads what the first one wrote.
    team.add(
        step(
            "Grade",
            "Says for which castings a heat may be used",
            reads={furnace.CLEAN_MELTS: ["heats", "temperatures"], samples.name: ["bars", "breaks"]},
            writes=GRADED_HEATS,
            datasets=[
                dataset("grades", "heat_no", grade="code", graded_on="day"),
                dataset("rejects", "heat_no", reason="text"),
            ],
        )
    )
