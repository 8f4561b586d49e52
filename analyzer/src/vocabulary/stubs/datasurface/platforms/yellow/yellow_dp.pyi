"""The Yellow platform: batch pipelines on Kubernetes, driven by Airflow, merging into one database."""

from abc import ABC
from enum import Enum
from typing import Annotated, Any, Sequence
from _vocabulary import fresh, into, keyed, observed, renamed_to, required, since, until
from datasurface.md.codeartifact import (
    PythonRepoCodeArtifact as PythonRepoCodeArtifact,
)
from datasurface.md.containers import (
    CaptureMetaData as CaptureMetaData,
    DataContainer as DataContainer,
    DataContainerNamingMapper as DataContainerNamingMapper,
    DataPlatformManagedDataContainer as DataPlatformManagedDataContainer,
    DataTransformerOutput as DataTransformerOutput,
    HostPortPair as HostPortPair,
    HostPortPairList as HostPortPairList,
    HostPortSQLDatabase as HostPortSQLDatabase,
    IngestionMetadata as IngestionMetadata,
    KafkaIngestion as KafkaIngestion,
    KafkaServer as KafkaServer,
    MySQLDatabase as MySQLDatabase,
    OracleDatabase as OracleDatabase,
    PostgresDatabase as PostgresDatabase,
    SQLDatabase as SQLDatabase,
    SQLIngestion as SQLIngestion,
    SQLMergeIngestion as SQLMergeIngestion,
    SQLServerDatabase as SQLServerDatabase,
    SQLSnapshotIngestion as SQLSnapshotIngestion,
    SQLWatermarkSnapshotDeltaIngestion as SQLWatermarkSnapshotDeltaIngestion,
)
from datasurface.md.credential import (
    Credential as Credential,
    CredentialNotAvailableException as CredentialNotAvailableException,
    CredentialNotAvailableProblem as CredentialNotAvailableProblem,
    CredentialStore as CredentialStore,
    CredentialType as CredentialType,
    CredentialTypeNotSupportedProblem as CredentialTypeNotSupportedProblem,
)
from datasurface.md.documentation import (
    Documentation as Documentation,
)
from datasurface.md.exceptions import (
    ObjectDoesntExistException as ObjectDoesntExistException,
    UnknownObjectTypeException as UnknownObjectTypeException,
)
from datasurface.md.governance import (
    DataMilestoningStrategy as DataMilestoningStrategy,
    DataPlatform as DataPlatform,
    DataPlatformChooser as DataPlatformChooser,
    DataPlatformExecutor as DataPlatformExecutor,
    DataPlatformGraphHandler as DataPlatformGraphHandler,
    DataTransformer as DataTransformer,
    DataTransformerNode as DataTransformerNode,
    Dataset as Dataset,
    DatasetConsistencyNotSupported as DatasetConsistencyNotSupported,
    DatasetGroup as DatasetGroup,
    Datastore as Datastore,
    DatastoreCacheEntry as DatastoreCacheEntry,
    Ecosystem as Ecosystem,
    EcosystemPipelineGraph as EcosystemPipelineGraph,
    IngestionConsistencyType as IngestionConsistencyType,
    IngestionNode as IngestionNode,
    PlatformDataTransformerHint as PlatformDataTransformerHint,
    PlatformIngestionHint as PlatformIngestionHint,
    PlatformPipelineGraph as PlatformPipelineGraph,
    PlatformRuntimeHint as PlatformRuntimeHint,
    PlatformServicesProvider as PlatformServicesProvider,
    PrimaryIngestionPlatform as PrimaryIngestionPlatform,
    SchemaProjector as SchemaProjector,
    StorageRequirement as StorageRequirement,
    UnsupportedIngestionType as UnsupportedIngestionType,
    Workspace as Workspace,
    WorkspacePlatformConfig as WorkspacePlatformConfig,
)
from datasurface.md.keys import (
    DataPlatformKey as DataPlatformKey,
    LocationKey as LocationKey,
)
from datasurface.md.lint import (
    AttributeNotSet as AttributeNotSet,
    AttributeValueNotSupported as AttributeValueNotSupported,
    ObjectMissing as ObjectMissing,
    ObjectNotSupportedByDataPlatform as ObjectNotSupportedByDataPlatform,
    ObjectWrongType as ObjectWrongType,
    ProblemSeverity as ProblemSeverity,
    UnexpectedExceptionProblem as UnexpectedExceptionProblem,
    UnknownObjectReference as UnknownObjectReference,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)
from datasurface.md.repo import (
    GitHubRepository as GitHubRepository,
)
from datasurface.md.schema import (
    DDLColumn as DDLColumn,
    DDLTable as DDLTable,
    NullableStatus as NullableStatus,
    PrimaryKeyList as PrimaryKeyList,
)
from datasurface.md.triggers import (
    CronTrigger as CronTrigger,
    ExternallyTriggered as ExternallyTriggered,
    StepTrigger as StepTrigger,
)
from datasurface.md.types import (
    Integer as Integer,
    VarChar as VarChar,
)
from datasurface.md.vendor import (
    CloudVendor as CloudVendor,
)
from datasurface.platforms.yellow.assembly import (
    Assembly as Assembly,
    Component as Component,
    K8sAssemblyFactory as K8sAssemblyFactory,
    K8sResourceLimits as K8sResourceLimits,
    K8sUtils as K8sUtils,
)
from datasurface.platforms.yellow.yellow_constants import (
    YellowSchemaConstants as YellowSchemaConstants,
)
from datasurface.md.containers import (
    BulkObjectStorageBinding as _BulkObjectStorageBinding,
)
from datasurface.md.governance import (
    ConsumerReplicaGroup as _ConsumerReplicaGroup,
    DataTransformerExecutionPlacement as _DataTransformerExecutionPlacement,
    DeprecationInfo as _DeprecationInfo,
)
from datasurface.md.lint import (
    UserDSLObject as _UserDSLObject,
)
from datasurface.platforms.yellow.yellow_kafka_publisher import (
    KafkaEventPublishConfig as _KafkaEventPublishConfig,
)

__partial__: bool = True

STREAM_KEY_MAX_LENGTH: int = 255

class JobStatus(Enum):
    """How a run of a job ended."""

    KEEP_WORKING = 1
    DONE = 0
    ERROR = -1

@observed
class JobUtilities:
    """Base of Yellow's jobs. Not for models."""

    eco: Ecosystem
    credStore: CredentialStore
    dp: YellowDataPlatform

    def __init__(self, eco: Ecosystem, credStore: CredentialStore, dp: YellowDataPlatform) -> None: ...

@observed
class YellowDatasetUtilities(JobUtilities):
    """Names and schemas of the tables Yellow keeps for a dataset. Not for models."""

    store: Datastore
    datasetName: str | None = None

    def __init__(
        self,
        eco: Ecosystem,
        credStore: CredentialStore,
        dp: YellowDataPlatform,
        store: Datastore,
        datasetName: str | None = None,
    ) -> None: ...

class K8sDataTransformerHint(PlatformDataTransformerHint):
    """Resource limits and settings of a workspace's transformer job."""

    resourceLimits: K8sResourceLimits
    executionPlacement: Annotated[_DataTransformerExecutionPlacement | None, since("0.1.13")] = None

    def __init__(
        self,
        workspaceName: str,
        resourceLimits: K8sResourceLimits,
        kv: Annotated[dict[str, Any], since("0.1.13")] = ...,
        executionPlacement: Annotated[_DataTransformerExecutionPlacement | None, since("0.1.13")] = None,
    ) -> None: ...
    def to_k8s_json(self) -> dict[str, Any]:
        """The hint as the deployment templates take it."""

class K8sIngestionHint(PlatformIngestionHint):
    """Resource limits and settings of a store's ingestion job.

    Since 1.4.35 the store may be left out: the hint then holds for every store without one of its own.
    """

    storeName: str | None = None
    resourceLimits: K8sResourceLimits

    def __init__(
        self,
        storeName: str | None = None,
        resourceLimits: Annotated[K8sResourceLimits, required] = ...,
        datasetName: str | None = None,
        kv: Annotated[dict[str, Any], since("0.1.13")] = ...,
    ) -> None: ...
    def to_k8s_json(self) -> dict[str, Any]:
        """The hint as the deployment templates take it."""

@observed
@since("1.4.0")
class K8sCQRSHint(PlatformRuntimeHint):
    """Resource limits and settings of a consumer replica group's copy jobs.

    It holds for the whole group; a container name belongs on `CQRSRuntimeHint`. Not in the facade `datasurface.yellow`.
    """

    crgName: str
    resourceLimits: K8sResourceLimits
    dcName: str | None = None

    def __init__(
        self,
        crgName: str,
        resourceLimits: K8sResourceLimits,
        kv: dict[str, Any] = ...,
        dcName: str | None = None,
    ) -> None: ...

class BatchStatus(Enum):
    """How far a batch has come."""

    STARTED = "started"
    INGESTED = "ingested"
    COMMITTED = "committed"
    FAILED = "failed"

@observed
class BatchState:
    """Where a batch stands. Not for models."""

    all_datasets: list[str]
    current_dataset_index: int = 0
    current_offset: int = 0
    schema_versions: dict[str, str]
    job_state: dict[str, Any]

    def __init__(
        self,
        *,
        all_datasets: list[str],
        current_dataset_index: int = 0,
        current_offset: int = 0,
        schema_versions: dict[str, str] = ...,
        job_state: dict[str, Any] = ...,
    ) -> None: ...
    def reset(self) -> None:
        """Starts again with the first dataset."""
    def getCurrentDataset(self) -> str:
        """The dataset in work."""
    def moveToNextDataset(self) -> None:
        """Goes on to the next dataset."""
    def hasMoreDatasets(self) -> bool:
        """Whether datasets are left."""

class KubernetesEnvVarsCredentialStore(CredentialStore):
    """Reads secrets from environment variables of the pods. Every Yellow provider makes its own."""

    def __init__(self, name: str, locs: set[LocationKey]) -> None: ...
    def isLegalEnvVarName(self, name: str) -> bool:
        """Whether the text can name an environment variable."""

class YellowPlatformExecutor(DataPlatformExecutor):
    """Carries out Yellow's pipelines as Airflow jobs."""

    def __init__(self) -> None: ...

class IngestionType(Enum):
    """Where an ingestion reads from."""

    KAFKA = "kafka"
    SQL_SOURCE = "sql_source"

@observed
class YellowGraphHandler(DataPlatformGraphHandler):
    """Checks Yellow's pipelines and turns them into Airflow jobs. Not for models."""

    dp: YellowDataPlatform

    def __init__(self, dp: YellowDataPlatform, graph: PlatformPipelineGraph) -> None: ...

class KafkaConnectCluster(DataContainer):
    """A Kafka Connect cluster. Made by the provider for itself."""

    restAPIUrlString: str
    kafkaServer: KafkaServer
    caCertificate: Credential | None = None

    def __init__(
        self,
        name: str,
        locs: Annotated[set[LocationKey], into("locations")],
        restAPIUrlString: str,
        kafkaServer: KafkaServer,
        caCert: Annotated[Credential | None, into("caCertificate")] = None,
    ) -> None: ...

@until("0.3.5")
@renamed_to("DataMilestoningStrategy")
class YellowMilestoneStrategy(Enum):
    """How much history a Yellow platform keeps: live rows only, or every version. Now `DataMilestoningStrategy`."""

    SCD1 = "live_only"
    SCD2 = "batch_milestoned"
    LIVE_ONLY = "live_only"  # until 0.0.46, renamed_to SCD1
    BATCH_MILESTONED = "batch_milestoned"  # until 0.0.46, renamed_to SCD2

class YellowGenericDataPlatform(DataPlatform["YellowPlatformServiceProvider"], ABC):
    """Base of Yellow's data platforms."""

    def __init__(
        self, name: str, doc: Annotated[Documentation, into("documentation")], executor: DataPlatformExecutor
    ) -> None: ...

class K8sImagePullPolicy(Enum):
    """When Kubernetes fetches an image again."""

    ALWAYS = "Always"
    IF_NOT_PRESENT = "IfNotPresent"
    NEVER = "Never"

@observed
@since("0.5.1")
class DataTransformerDockerImage(_UserDSLObject):
    """A docker image that transformers run in, known to the provider under a name."""

    name: str
    image: str
    version: str
    cmd: str
    deprecation_info: _DeprecationInfo

    def __init__(
        self, name: str, image: str, version: str, cmd: str, deprecation_info: _DeprecationInfo = ...
    ) -> None: ...

class YellowPlatformServiceProvider(PlatformServicesProvider):
    """Runs Yellow platforms in one Kubernetes namespace: an Airflow, a merge database, and what the assembly adds.

    Give everything after the description by keyword: the order changed between versions. The description itself is
    dropped.
    """

    yp_assm: K8sAssemblyFactory[Any]
    credStore: CredentialStore = ...
    gitCredential: Credential
    connectCredentials: Credential | None = None
    mergeRW_Credential: Credential
    mergeStore: SQLDatabase
    kafkaConnectName: str = "kafka-connect"
    kafkaClusterName: str = "kafka"
    airflowName: str = "airflow"
    datasurfaceDockerImage: str = "datasurface/datasurface:latest"
    pv_storage_class: str = "standard"
    image_pull_policy: K8sImagePullPolicy = K8sImagePullPolicy.IF_NOT_PRESENT
    kafkaConnectCluster: KafkaConnectCluster = ...
    namingMapper: DataContainerNamingMapper = ...
    dtDockerImages: Annotated[dict[str, DataTransformerDockerImage], keyed("name"), since("0.5.1")]
    bulkObjectStorage: Annotated[_BulkObjectStorageBinding | None, since("1.4.0")] = None
    eventPublishConfig: Annotated[_KafkaEventPublishConfig | None, since("0.5.1")] = None
    otlpEnabled: Annotated[bool, since("0.7.1")] = False
    otlpPort: Annotated[int | None, since("0.7.1")] = None
    otlpProtocol: Annotated[str | None, since("0.7.1")] = None

    @observed
    def __init__(
        self,
        name: str,
        locs: set[LocationKey],
        doc: Annotated[Documentation, into("")],
        gitCredential: Credential,
        connectCredentials: Credential | None = None,
        merge_datacontainer: Annotated[SQLDatabase, into("mergeStore"), required] = ...,
        mergeRW_Credential: Annotated[Credential, required, since("0.0.51")] = ...,
        yp_assembly: Annotated[K8sAssemblyFactory[Any], into("yp_assm"), required, since("0.0.48")] = ...,
        kafkaConnectName: str = "kafka-connect",
        kafkaClusterName: str = "kafka",
        airflowName: str = "airflow",
        dataPlatforms: Annotated[list[DataPlatform[Any]], into("dataPlatforms")] = ...,
        datasurfaceDockerImage: str = "datasurface/datasurface:latest",
        pv_storage_class: str = "standard",
        image_pull_policy: K8sImagePullPolicy = K8sImagePullPolicy.IF_NOT_PRESENT,
        hints: Sequence[PlatformRuntimeHint] | dict[str, PlatformRuntimeHint] = ...,
        consumerReplicaGroups: Annotated[
            list[_ConsumerReplicaGroup[Any]], into("consumerReplicaGroups"), since("0.1.9")
        ] = ...,
        dtDockerImages: Annotated[list[DataTransformerDockerImage], into("dtDockerImages"), since("0.5.1")] = ...,
        bulkObjectStorage: Annotated[_BulkObjectStorageBinding | None, since("1.4.0")] = None,
        eventPublishConfig: Annotated[_KafkaEventPublishConfig | None, since("0.5.1")] = None,
        otlpEnabled: Annotated[bool, since("0.7.1")] = False,
        otlpPort: Annotated[int | None, since("0.7.1")] = None,
        otlpProtocol: Annotated[str | None, since("0.7.1")] = None,
        otlpEndpoint: Annotated[str | None, into(""), since("0.7.1"), until("0.7.1")] = None,
        postgresCredential: Annotated[
            Credential, into("mergeRW_Credential"), until("0.0.50"), renamed_to("mergeRW_Credential")
        ] = ...,
        namespace: Annotated[str | None, into(""), until("0.0.47")] = None,
        mergeDBStorageNeeds: Annotated[StorageRequirement | None, into(""), until("0.0.47")] = None,
        mergeDBResourceLimits: Annotated[K8sResourceLimits | None, into(""), until("0.0.47")] = None,
        afDBStorageNeeds: Annotated[StorageRequirement | None, into(""), until("0.0.47")] = None,
        afWebserverResourceLimits: Annotated[K8sResourceLimits | None, into(""), until("0.0.47")] = None,
        afSchedulerResourceLimits: Annotated[K8sResourceLimits | None, into(""), until("0.0.47")] = None,
        git_cache_storage_class: Annotated[str | None, into(""), until("0.0.41")] = None,
        git_cache_access_mode: Annotated[str | None, into(""), until("0.0.47")] = None,
        git_cache_storage_size: Annotated[StorageRequirement | str | None, into(""), until("0.0.47")] = None,
        git_cache_max_age_minutes: Annotated[int | None, into(""), until("0.0.47")] = None,
        git_cache_enabled: Annotated[bool | None, into(""), until("0.0.47")] = None,
        git_cache_nfs_server_node: Annotated[str | None, into(""), until("0.0.47")] = None,
    ) -> None: ...
    def getGitCachePVRootName(self) -> str:
        """Common part of the names of the git cache's volumes."""
    def getGitCachePVC(self) -> str:
        """Name of the claim on the git cache's volume."""
    def getGitCachePV(self) -> str:
        """Name of the git cache's volume."""
    def getNFSServerPVRootName(self) -> str:
        """Common part of the names of the file server's volumes."""
    def getNFSServerPVC(self) -> str:
        """Name of the claim on the file server's volume."""
    def getNFSServerPV(self) -> str:
        """Name of the file server's volume."""
    def populateFactoryDAGConfigurations(self, eco: Ecosystem) -> None:
        """Writes the configuration of Airflow's job factories. Not for models."""
    def createTemplateContext(self, eco: Ecosystem) -> dict[str, Any]:
        """The settings as the deployment templates take them."""
    def createTemplateContextForDataPlatform(self, eco: Ecosystem, dataPlatform: DataPlatform[Any]) -> dict[str, Any]:
        """The settings of one data platform as the deployment templates take them."""
    def getTableForPSP(self, tableName: str) -> str:
        """The physical name of a table the provider keeps for itself."""
    def getPhysFactoryDAGTableName(self) -> str:
        """The table that configures Airflow's job factories."""
    @staticmethod
    def to_python_name(name: str) -> str:
        """The name in the form Python accepts."""

class YellowDataPlatform(YellowGenericDataPlatform):
    """A Yellow data platform: one way of keeping history, applied to the groups assigned to it."""

    executor: Annotated[YellowPlatformExecutor, fresh]  # type: ignore
    milestoneStrategy: DataMilestoningStrategy | YellowMilestoneStrategy = DataMilestoningStrategy.SCD1
    stagingBatchesToKeep: int = 50

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation, into("documentation")],
        milestoneStrategy: DataMilestoningStrategy | YellowMilestoneStrategy = DataMilestoningStrategy.SCD1,
        stagingBatchesToKeep: int = 50,
        locs: Annotated[set[LocationKey] | None, into(""), until("0.0.39")] = None,
        namespace: Annotated[str | None, into(""), until("0.0.39")] = None,
        connectCredentials: Annotated[Credential | None, into(""), until("0.0.39")] = None,
        postgresCredential: Annotated[Credential | None, into(""), until("0.0.39")] = None,
        gitCredential: Annotated[Credential | None, into(""), until("0.0.39")] = None,
        slackCredential: Annotated[Credential | None, into(""), until("0.0.39")] = None,
        merge_datacontainer: Annotated[SQLDatabase | None, into(""), until("0.0.39")] = None,
        airflowName: Annotated[str | None, into(""), until("0.0.39")] = None,
        platformServiceProvider: Annotated[YellowPlatformServiceProvider | None, into(""), until("0.0.39")] = None,
        kafkaConnectName: Annotated[str | None, into(""), until("0.0.39")] = None,
        kafkaClusterName: Annotated[str | None, into(""), until("0.0.39")] = None,
        git_cache_enabled: Annotated[bool | None, into(""), until("0.0.37")] = None,
    ) -> None: ...
    def getPSP(self) -> YellowPlatformServiceProvider:
        """The provider that runs the platform; ValueError when there is none yet."""
    def getEffectiveCMDForDatastore(self, eco: Ecosystem, store: Datastore) -> CaptureMetaData:
        """How the platform really captures a store: from its source, or from a primary ingestion platform."""
    def getCompatiblePIPToUseForDatastore(self, eco: Ecosystem, storeName: str) -> YellowDataPlatform | None:
        """The primary ingestion platform to read a store from, or None."""
    def getTableForPlatform(self, tableName: str) -> str:
        """The physical name of a table the platform keeps for itself."""
    def getPhysDAGTableName(self) -> str:
        """The table that configures ingestion jobs."""
    def getPhysDataTransformerTableName(self) -> str:
        """The table that configures transformer jobs."""

class IUDValues(Enum):
    """What happened to a row."""

    INSERT = "I"
    UPDATE = "U"
    DELETE = "D"

@observed
class YellowSchemaProjector(SchemaProjector):
    """Works out the staging and merge schemas of a dataset. Not for models."""

    def __init__(self, eco: Ecosystem, dp: YellowDataPlatform) -> None: ...

@since("1.1.0")
class CommandMode(Enum):
    """Whether an operational command is carried out or only shown. A command must be shown before it is carried out."""

    DRY_RUN = ...
    EXECUTE = ...

@observed
@since("1.1.0")
class YellowCommand(_UserDSLObject, ABC):
    """Base of operational commands in `commands.py`. Our name for it; the library's is not public."""

    name: str
    platformName: str | None = None
    storeName: str | None = None
    datasetName: str | None = None
    mode: CommandMode = ...

    def __init__(
        self,
        name: str,
        platformName: str | None = None,
        storeName: str | None = None,
        datasetName: str | None = None,
        mode: CommandMode = ...,
    ) -> None: ...

@observed
@since("1.1.0")
class RepairSchemaCommand(YellowCommand):
    """Brings the physical tables of a store back in line with the model."""

@observed
@since("1.1.0")
class ResetBatchStateCommand(YellowCommand):
    """Makes the platform forget the batch in work for a store or dataset."""

@observed
@since("1.1.0")
class ForceResnapshotCommand(YellowCommand):
    """Makes the platform read a store or dataset again from the beginning."""

@observed
@since("1.1.0")
class ResetStoreCommand(YellowCommand):
    """Drops what the platform has collected for a store."""

@observed
@since("1.1.0")
class NoopCommand(YellowCommand):
    """Does nothing; for trying the command pipeline."""
