"""A terminal: its berths, and one store per crane. There are as many terminals as the port says."""

from datasurface.containers import SQLCDCIngestion, SQLSnapshotIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    DataPlatformManagedDataContainer,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    Ecosystem,
    EnvironmentMap,
    EnvRefDataContainer,
    IngestionConsistencyType,
    ProductionStatus,
    Team,
    Workspace,
)
from datasurface.policy import SimpleDC, SimpleDCTypes
from datasurface.schema import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger
from datasurface.types import Date, Integer, NVarChar, VarChar

from assignments import runEverywhere
from names import BERTH_DB_KEY, CRANES_PER_TERMINAL, LIVE_GROUP, SLACK_RTE_NAME, TIDE_RTE_NAME
from shared import keepHistory, postgres


def berthStoreName(terminal_idx: int) -> str:
    return f"Berths_T{terminal_idx}"


def craneStoreName(terminal_idx: int, crane_idx: int) -> str:
    return f"Crane_T{terminal_idx}_{crane_idx:02d}"


def moveDatasets() -> list[Dataset]:
    return [
        Dataset(
            "moves",
            schema=DDLTable(
                columns=[
                    DDLColumn("move_no", Integer(), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                    DDLColumn("container_no", VarChar(11), nullable=NullableStatus.NOT_NULLABLE),
                    DDLColumn("from_slot", VarChar(16)),
                    DDLColumn("to_slot", VarChar(16)),
                ]
            ),
            classifications=[SimpleDC(SimpleDCTypes.PUB, "Move")],
        ),
        Dataset(
            "stoppages",
            schema=DDLTable(
                columns=[
                    DDLColumn("stoppage_no", Integer(), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                    DDLColumn("cause", NVarChar(200)),
                    DDLColumn("wind_speed", Integer()),
                ]
            ),
            classifications=[SimpleDC(SimpleDCTypes.PUB, "Stoppage")],
        ),
    ]


def createTerminal(eco: Ecosystem, team: Team, terminal_idx: int) -> None:
    for rte, status in ((TIDE_RTE_NAME, ProductionStatus.PRODUCTION), (SLACK_RTE_NAME, ProductionStatus.NOT_PRODUCTION)):
        team.add(
            EnvironmentMap(
                rte,
                dataContainers={
                    frozenset([BERTH_DB_KEY]): postgres(f"BerthDB_T{terminal_idx}", f"berths_t{terminal_idx}_{rte}", status)
                },
                dtReleaseSelectors=dict(),
                dtDockerImages=dict(),
            )
        )

    team.add(
        Datastore(
            berthStoreName(terminal_idx),
            documentation=PlainTextDocumentation(f"Ships alongside at terminal {terminal_idx}"),
            capture_metadata=SQLSnapshotIngestion(
                EnvRefDataContainer(BERTH_DB_KEY),
                CronTrigger("Every 5 minutes", "*/5 * * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("berth-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    "calls",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("call_no", VarChar(12), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("ship_name", NVarChar(80), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("arrives_on", Date(), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("leaves_on", Date()),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.PUB, "Call")],
                )
            ],
        )
    )

    sinks: list[DatasetSink] = [DatasetSink(berthStoreName(terminal_idx), "calls")]
    for crane_idx in range(1, CRANES_PER_TERMINAL + 1):
        name = craneStoreName(terminal_idx, crane_idx)
        team.add(
            Datastore(
                name,
                documentation=PlainTextDocumentation(f"What crane {crane_idx} lifted"),
                capture_metadata=SQLCDCIngestion(
                    EnvRefDataContainer(BERTH_DB_KEY),
                    CronTrigger("Every minute", "*/1 * * * *"),
                    IngestionConsistencyType.MULTI_DATASET,
                    Credential("crane-reader", CredentialType.USER_PASSWORD),
                ),
                datasets=moveDatasets(),
            )
        )
        sinks.append(DatasetSink(name, "moves"))
        sinks.append(DatasetSink(name, "stoppages"))

    workspace = Workspace(
        f"Terminal_{terminal_idx}_Board",
        DataPlatformManagedDataContainer(f"Terminal {terminal_idx} board container"),
        PlainTextDocumentation("What the shift leader looks at"),
        DatasetGroup(LIVE_GROUP, sinks=sinks, platform_chooser=keepHistory()),
    )
    team.add(workspace)
    runEverywhere(eco, workspace, LIVE_GROUP)
