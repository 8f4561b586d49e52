"""Customs: manifests, and the same manifests without the names of the people in them."""

from datasurface.codeartifact import PythonRepoCodeArtifact
from datasurface.containers import SQLCDCIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    DataPlatformManagedDataContainer,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DataTransformer,
    Ecosystem,
    EnvironmentMap,
    EnvRefDataContainer,
    IngestionConsistencyType,
    ProductionStatus,
    Team,
    Workspace,
)
from datasurface.policy import SimpleDC, SimpleDCTypes
from datasurface.repos import (
    EnvRefReleaseSelector,
    GitHubRepository,
    ReleaseType,
    VersionedRepository,
    VersionPatternReleaseSelector,
    VersionPatterns,
)
from datasurface.schema import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger
from datasurface.types import NVarChar, VarChar

from names import CUSTOMS_DB_KEY, MASKING_REPO, MASKING_REVISION_KEY, SLACK_RTE_NAME, TIDE_RTE_NAME
from shared import gitCredential, sqlServer

MANIFEST_STORE: str = "Manifests"
MASKED_STORE: str = f"{MANIFEST_STORE}_Masked"
MANIFEST_DATASETS: list[str] = ["manifests", "declarations"]


def createCustoms(eco: Ecosystem, team: Team) -> None:
    team.add(
        EnvironmentMap(
            keyword=TIDE_RTE_NAME,
            dataContainers={
                frozenset([CUSTOMS_DB_KEY]): sqlServer("CustomsDB", "customs", ProductionStatus.PRODUCTION),
            },
            dtReleaseSelectors={
                MASKING_REVISION_KEY: VersionPatternReleaseSelector(VersionPatterns.VN_N_N + "-tide", ReleaseType.STABLE_ONLY)
            },
            dtDockerImages=dict(),
        ),
        EnvironmentMap(
            keyword=SLACK_RTE_NAME,
            dataContainers={
                frozenset([CUSTOMS_DB_KEY]): sqlServer("CustomsDB", "customs_trial", ProductionStatus.NOT_PRODUCTION),
            },
            dtReleaseSelectors={
                MASKING_REVISION_KEY: VersionPatternReleaseSelector(VersionPatterns.VN_N_N + "-slack", ReleaseType.ALL)
            },
            dtDockerImages=dict(),
        ),
        Datastore(
            MANIFEST_STORE,
            documentation=PlainTextDocumentation("What ships say they carry"),
            capture_metadata=SQLCDCIngestion(
                EnvRefDataContainer(CUSTOMS_DB_KEY),
                CronTrigger("Every 10 minutes", "*/10 * * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("customs-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    MANIFEST_DATASETS[0],
                    schema=DDLTable(
                        columns=[
                            DDLColumn("manifest_no", VarChar(16), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("call_no", VarChar(12), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("master_name", NVarChar(120)),
                            DDLColumn("agent_email", VarChar(200)),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.CPI, "Manifest")],
                ),
                Dataset(
                    MANIFEST_DATASETS[1],
                    schema=DDLTable(
                        columns=[
                            DDLColumn("declaration_no", VarChar(16), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("manifest_no", VarChar(16), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("goods_code", VarChar(10), nullable=NullableStatus.NOT_NULLABLE),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.CPI, "Declaration")],
                ),
            ],
        ),
    )
    team.add(
        Workspace(
            "ManifestMasking",
            DataPlatformManagedDataContainer("ManifestMasking container"),
            PlainTextDocumentation("Feeds the code that takes people out of manifests"),
            DatasetGroup("Raw", sinks=[DatasetSink(MANIFEST_STORE, MANIFEST_DATASETS[0])]),
            DataTransformer(
                name="MaskManifests",
                code=PythonRepoCodeArtifact(
                    VersionedRepository(
                        GitHubRepository(MASKING_REPO, "main", credential=gitCredential()),
                        EnvRefReleaseSelector(MASKING_REVISION_KEY),
                    )
                ),
                runAsCredential=Credential("manifest-masking", CredentialType.USER_PASSWORD),
                trigger=CronTrigger("Every 15 minutes", "*/15 * * * *"),
                store=Datastore(
                    name=MASKED_STORE,
                    documentation=PlainTextDocumentation("Manifests without people"),
                    datasets=[
                        Dataset(
                            "manifests",
                            schema=DDLTable(
                                columns=[
                                    DDLColumn("manifest_no", VarChar(16), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK),
                                    DDLColumn("call_no", VarChar(12), NullableStatus.NOT_NULLABLE),
                                ]
                            ),
                            classifications=[SimpleDC(SimpleDCTypes.PUB, "Manifest")],
                        )
                    ],
                ),
            ),
        )
    )
