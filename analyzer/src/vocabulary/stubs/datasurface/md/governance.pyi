"""The heart of the DSL: ecosystem, zones, teams, datastores, datasets, workspaces, platforms and their assignments.

In 1.x the same names come from `datasurface.dsl`; containers and triggers have modules of their own there.
"""

from abc import ABC
from datetime import timedelta
from enum import Enum
from typing import Annotated, Any, Callable, Generic, Sequence, TypeVar
from _vocabulary import (
    computed,
    fresh,
    identifier,
    into,
    keyed,
    observed,
    positional_cancels,
    renamed_to,
    since,
    unhashable,
    until,
)
from datasurface.md.containers import (
    AzureObjectContainer as AzureObjectContainer,  # since 1.4.0
    AzureSQLDatabase as AzureSQLDatabase,  # since 1.4.0
    AzureSQLHyperscaleDatabase as AzureSQLHyperscaleDatabase,  # since 1.4.0
    BulkObjectStorageBinding as BulkObjectStorageBinding,  # since 1.4.0
    CDCCaptureIngestion as CDCCaptureIngestion,
    CaptureMetaData as CaptureMetaData,
    CaseSensitiveEnum as CaseSensitiveEnum,
    DB2Database as DB2Database,
    DataContainer as DataContainer,
    DataContainerNamingMapper as DataContainerNamingMapper,
    DataContainerParams as DataContainerParams,  # since 1.4.39
    DataPlatformManagedDataContainer as DataPlatformManagedDataContainer,
    DataTransformerOutput as DataTransformerOutput,
    DatasetPerTopicKafkaIngestion as DatasetPerTopicKafkaIngestion,
    DefaultDataContainerNamingMapper as DefaultDataContainerNamingMapper,
    HostPortPair as HostPortPair,
    HostPortPairList as HostPortPairList,
    HostPortSQLDatabase as HostPortSQLDatabase,
    IngestionMetadata as IngestionMetadata,
    KafkaIngestion as KafkaIngestion,
    KafkaServer as KafkaServer,
    MySQLDatabase as MySQLDatabase,
    ObjectStorage as ObjectStorage,
    OracleDatabase as OracleDatabase,
    PostgresDatabase as PostgresDatabase,
    PyOdbcSourceInfo as PyOdbcSourceInfo,
    SQLCDCIngestion as SQLCDCIngestion,  # since 1.1.0
    SQLDatabase as SQLDatabase,
    SQLIngestion as SQLIngestion,
    SQLMergeIngestion as SQLMergeIngestion,
    SQLServerDatabase as SQLServerDatabase,
    SQLSnapshotIngestion as SQLSnapshotIngestion,
    SQLWatermarkSnapshotDeltaIngestion as SQLWatermarkSnapshotDeltaIngestion,
    SnowFlakeDatabase as SnowFlakeDatabase,
    StreamingIngestion as StreamingIngestion,
    TestCaptureMetaData as TestCaptureMetaData,  # since 0.5.1
)
from datasurface.md.credential import (
    Credential as Credential,
    CredentialStore as CredentialStore,
)
from datasurface.md.documentation import (
    Documentable as Documentable,
    Documentation as Documentation,
    PlainTextDocumentation as PlainTextDocumentation,
)
from datasurface.md.exceptions import (
    AttributeAlreadySetException as AttributeAlreadySetException,
    ObjectAlreadyExistsException as ObjectAlreadyExistsException,
    ObjectDoesntExistException as ObjectDoesntExistException,
    UnknownArgumentException as UnknownArgumentException,
    UnknownObjectTypeException as UnknownObjectTypeException,
)
from datasurface.md.json import (
    JSONable as JSONable,
)
from datasurface.md.keys import (
    DataPlatformKey as DataPlatformKey,
    DatastoreKey as DatastoreKey,
    EcosystemKey as EcosystemKey,
    GovernanceZoneKey as GovernanceZoneKey,
    InvalidLocationStringProblem as InvalidLocationStringProblem,
    LocationKey as LocationKey,
    StoragePolicyKey as StoragePolicyKey,
    TeamDeclarationKey as TeamDeclarationKey,
    WorkspaceKey as WorkspaceKey,
)
from datasurface.md.lint import (
    ANSI_SQL_NamedObject as ANSI_SQL_NamedObject,
    AttributeNotSet as AttributeNotSet,
    ConstraintViolation as ConstraintViolation,
    DataTransformerMissing as DataTransformerMissing,
    DuplicateObject as DuplicateObject,
    InternalLintableObject as InternalLintableObject,
    NameHasBadSynthax as NameHasBadSynthax,
    NameMustBeSQLIdentifier as NameMustBeSQLIdentifier,
    ObjectIsDeprecated as ObjectIsDeprecated,
    ObjectMissing as ObjectMissing,
    ObjectNotCompatibleWithPolicy as ObjectNotCompatibleWithPolicy,
    ObjectNotSupportedByDataPlatform as ObjectNotSupportedByDataPlatform,
    ObjectWrongType as ObjectWrongType,
    OwningRepoCannotBeLiveRepo as OwningRepoCannotBeLiveRepo,
    ProblemSeverity as ProblemSeverity,
    ProductionDatastoreMustHaveClassifications as ProductionDatastoreMustHaveClassifications,
    UnauthorizedAttributeChange as UnauthorizedAttributeChange,
    UnexpectedExceptionProblem as UnexpectedExceptionProblem,
    UnknownChangeSource as UnknownChangeSource,
    UnknownObjectReference as UnknownObjectReference,
    UserDSLObject as UserDSLObject,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)
from datasurface.md.policy import (
    AllowDisallowPolicy as AllowDisallowPolicy,
    DataClassification as DataClassification,
    DataClassificationPolicy as DataClassificationPolicy,
    Literal as Literal,
    Policy as Policy,
)
from datasurface.md.repo import (
    GitControlledObject as GitControlledObject,
    Repository as Repository,
    RepositoryReleaseSelector as _RepositoryReleaseSelector,
)
from datasurface.md.schema import (
    DDLColumn as DDLColumn,
    DDLTable as DDLTable,
    Schema as Schema,
)
from datasurface.md.triggers import (
    CronTrigger as CronTrigger,
    ExternallyTriggered as ExternallyTriggered,
    StepTrigger as StepTrigger,
)
from datasurface.md.types import (
    DataType as DataType,
    FixedIntegerDataType as FixedIntegerDataType,
    Timestamp as Timestamp,
)
from datasurface.md.utils import (
    is_valid_hostname_or_ip as is_valid_hostname_or_ip,
    is_valid_sql_identifier as is_valid_sql_identifier,
    validate_cron_string as validate_cron_string,
)
from datasurface.md.vendor import (
    CloudVendor as CloudVendor,
    InfrastructureLocation as InfrastructureLocation,
    InfrastructureVendor as InfrastructureVendor,
    UnknownLocationProblem as UnknownLocationProblem,
    UnknownVendorProblem as UnknownVendorProblem,
    convertCloudVendorItems as convertCloudVendorItems,
)

_G = TypeVar("_G", bound=GitControlledObject)
_N = TypeVar("_N", bound="NamedObjectAuthorization")
_P = TypeVar("_P", bound="PlatformServicesProvider")
_C = TypeVar("_C", bound=DataContainer)
_Node = TypeVar("_Node", bound="PipelineNode")

class ProductionStatus(Enum):
    """Whether an object serves production. Production stores must classify their data."""

    PRODUCTION = 0
    NOT_PRODUCTION = 1

class DeprecationStatus(Enum):
    """Whether an object is on its way out."""

    NOT_DEPRECATED = 0
    DEPRECATED = 1

@unhashable
class DeprecationInfo(Documentable, JSONable):
    """Says that an object is deprecated, and why. Consumers of a deprecated dataset have to opt in."""

    status: DeprecationStatus

    def __init__(
        self, status: DeprecationStatus, reason: Annotated[Documentation | None, into("documentation")] = None
    ) -> None: ...

def handleUnsupportedObjectsToJson(obj: object) -> str:
    """Text form of objects that JSON cannot express."""

class PolicyMandatedRule(Enum):
    """Whether a storage policy binds every dataset of its zone, or only those that name it."""

    MANDATED_WITHIN_ZONE = 0
    INDIVIDUALLY_MANDATED = 1

@unhashable
class StoragePolicy(Policy[DataContainer]):
    """A rule about the containers that may hold a dataset. The base class accepts no container at all.

    Checks never evaluate it against containers.
    """

    mandatory: PolicyMandatedRule
    key: StoragePolicyKey | None = None
    deprecationStatus: DeprecationInfo

    def __init__(
        self,
        name: str,
        isMandatory: Annotated[PolicyMandatedRule, into("mandatory")],
        doc: Annotated[Documentation | None, into("documentation")],
        deprecationStatus: DeprecationInfo,
    ) -> None: ...
    def setGovernanceZone(self, gz: GovernanceZone) -> None:
        """Ties the policy to its zone; the zone calls it."""

class StoragePolicyAllowAnyContainer(StoragePolicy):
    """A storage policy that accepts every container."""

    deprecationStatus: Annotated[DeprecationInfo, fresh(DeprecationStatus.NOT_DEPRECATED)]

    def __init__(
        self,
        name: str,
        isMandatory: Annotated[PolicyMandatedRule, into("mandatory")],
        doc: Annotated[Documentation | None, into("documentation")] = None,
        deprecationStatus: DeprecationInfo = ...,
    ) -> None: ...

class InfraHardVendorPolicy(AllowDisallowPolicy[Any]):
    """Which cloud companies data of a zone may sit with, whatever the vendors are called in the model."""

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation, into("documentation")],
        allowed: set[CloudVendor] | None = None,
        notAllowed: set[CloudVendor] | None = None,
    ) -> None: ...

class DataPlatformPolicy(AllowDisallowPolicy[DataPlatformKey]):
    """Which data platforms a zone may use. Checks never evaluate it."""

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation | None, into("documentation")],
        allowed: set[DataPlatformKey] | None = None,
        notAllowed: set[DataPlatformKey] | None = None,
    ) -> None: ...

class InfraStructureLocationPolicy(AllowDisallowPolicy[LocationKey]):
    """Where data of a zone may be kept, by location key. Keys are compared by their exact text."""

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation, into("documentation")],
        allowed: set[LocationKey] | None = None,
        notAllowed: set[LocationKey] | None = None,
    ) -> None: ...

class InfraStructureVendorPolicy(AllowDisallowPolicy[VendorKey]):
    """Which vendors of the model may hold data of a zone, by vendor key. A vendor object in a set never matches."""

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation, into("documentation")],
        allowed: set[VendorKey] | None = None,
        notAllowed: set[VendorKey] | None = None,
    ) -> None: ...

@unhashable
class EncryptionSystem(JSONable):
    """How a container's data is encrypted and where the keys are. Plain data; nothing checks it."""

    name: str | None = None
    keyContainer: DataContainer | None = None
    hasThirdPartySuperUser: bool = False

    def __init__(self) -> None: ...

class SchemaProjector(ABC):
    """Works out the schemas a data platform uses internally for a dataset. Base class."""

    eco: Ecosystem
    dp: DataPlatform[Any]

    def __init__(self, eco: Ecosystem, dp: DataPlatform[Any]) -> None: ...
    def getSchemaTypes(self) -> set[str]:
        """Names of the internal schemas."""
    def computeSchema(self, dataset: Dataset, schemaType: str) -> Dataset:
        """The dataset with one of the internal schemas."""

_DatasetPart = (
    Annotated[Schema, into("originalSchema")]
    | Annotated[StoragePolicy, into("policies")]
    | Annotated[Documentation, into("documentation")]
    | Annotated[DeprecationInfo, into("deprecationStatus")]
    | Annotated[DataClassification, into("dataClassificationOverride", unknown="error")]
)

@unhashable
class Dataset(ANSI_SQL_NamedObject, Documentable, JSONable):
    """A table's worth of data in a datastore, with its schema and classification.

    If any extra is passed by position, the library ignores the keywords except `documentation`. A second schema
    silently replaces the first.
    """

    originalSchema: Schema | None = None
    policies: Annotated[dict[str, StoragePolicy], keyed("name", duplicate="error")]
    dataClassificationOverride: list[DataClassification] | None = None
    deprecationStatus: Annotated[DeprecationInfo, fresh(DeprecationStatus.NOT_DEPRECATED)]

    @positional_cancels("schema", "storage_policies", "deprecation_info", "classifications")
    def __init__(
        self,
        name: Annotated[str, identifier],
        *args: _DatasetPart,
        schema: Annotated[Schema | None, into("originalSchema")] = None,
        storage_policies: Annotated[list[StoragePolicy] | None, into("policies")] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
        deprecation_info: Annotated[DeprecationInfo | None, into("deprecationStatus")] = None,
        classifications: Annotated[list[DataClassification] | None, into("dataClassificationOverride")] = None,
    ) -> None: ...
    def add(self, *args: _DatasetPart) -> None:
        """Adds a schema, storage policies, a description, a deprecation or classifications; other kinds raise."""
    def lint(self, eco: Ecosystem, gz: GovernanceZone, t: Team, store: Datastore, tree: ValidationTree) -> None:
        """Checks the dataset in the context of its store."""
    def checkClassificationsAreOnly(self, verifier: DataClassificationPolicy) -> bool:
        """Whether every classification of the dataset satisfies the policy."""
    def hasClassifications(self) -> bool:
        """Whether the dataset or any of its columns is classified."""

class CaptureType(Enum):
    """How a source hands over its data. Nothing uses it."""

    SNAPSHOT = 0
    INCREMENTAL = 1

class IngestionConsistencyType(Enum):
    """Whether a datastore's datasets are captured one by one or all in one consistent batch."""

    SINGLE_DATASET = 0
    MULTI_DATASET = 1

class StorageRequirement(UserDSLObject):
    """An amount of storage or memory, written like `"5G"` or `"512M"`."""

    spec: str

    def __init__(self, spec: str) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks that the text can be read."""
    def getSizeInBytes(self) -> int:
        """The amount in bytes; ValueError when the text cannot be read."""
    def __gt__(self, other: StorageRequirement) -> bool:
        """Compares amounts."""

class DatasetDSGApproval(UserDSLObject):
    """A producer's permission for one workspace group to use one dataset. The names are plain text and not resolved."""

    workspace: str
    dsg: str
    datasetName: str

    def __init__(self, workspace: str, dsg: str, datasetName: str) -> None: ...
    def lint(self, eco: Ecosystem, store: Datastore, tree: ValidationTree) -> None:
        """Checks the approval against its store."""

_DatastorePart = (
    Annotated[Dataset, into("datasets")]
    | Annotated[CaptureMetaData, into("cmd", once=True)]
    | Annotated[Documentation, into("documentation")]
    | Annotated[ProductionStatus, into("productionStatus")]
    | Annotated[DeprecationInfo, into("deprecationStatus")]
    | Annotated[DatasetDSGApproval, into("datasetDSGApprovals")]
)

@unhashable
class Datastore(ANSI_SQL_NamedObject, Documentable, JSONable):
    """A group of datasets captured together by one team, for others to consume.

    Objects of an unknown kind are silently ignored. Capture metadata may be given once. A transformer's output store
    is written without capture metadata.
    """

    datasets: Annotated[dict[str, Dataset], keyed("name", duplicate="error")]
    datasetDSGApprovals: set[DatasetDSGApproval] | None = None
    key: DatastoreKey | None = None
    cmd: CaptureMetaData | None = None
    productionStatus: ProductionStatus = ProductionStatus.NOT_PRODUCTION
    deprecationStatus: Annotated[DeprecationInfo, fresh(DeprecationStatus.NOT_DEPRECATED)]

    def __init__(
        self,
        name: Annotated[str, identifier],
        *args: _DatastorePart,
        datasets: Annotated[list[Dataset] | None, into("datasets")] = None,
        capture_metadata: Annotated[CaptureMetaData | None, into("cmd", once=True)] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
        production_status: Annotated[ProductionStatus | None, into("productionStatus")] = None,
        deprecation_info: Annotated[DeprecationInfo | None, into("deprecationStatus")] = None,
        datasetDSGApprovals: Annotated[set[DatasetDSGApproval] | None, into("datasetDSGApprovals")] = None,
    ) -> None: ...
    def add(self, *args: _DatastorePart) -> None:
        """Adds datasets, approvals, or sets capture, description and status; other kinds are silently ignored."""
    def getCMD(self) -> CaptureMetaData:
        """The capture metadata; AttributeError when there is none."""
    def isDatasetDSGApproved(self, workspace: str, dsg: str, datasetName: str) -> bool:
        """Whether the group may use the dataset; true when the store keeps no list of approvals."""
    def setTeam(self, tdKey: TeamDeclarationKey) -> None:
        """Ties the store to its team; the team calls it."""
    def isDatasetDeprecated(self, dataset: Dataset) -> bool:
        """Whether the dataset, or the store as a whole, is deprecated."""
    def lint(self, eco: Ecosystem, gz: GovernanceZone, t: Team, storeTree: ValidationTree) -> None:
        """Checks the store and its datasets."""

class TeamCacheEntry:
    """A team with its declaration, as kept by the ecosystem's cache."""

    team: Team
    declaration: TeamDeclaration

    def __init__(
        self, t: Annotated[Team, into("team")], td: Annotated[TeamDeclaration, into("declaration")]
    ) -> None: ...

class WorkspaceCacheEntry:
    """A workspace with its team, as kept by the ecosystem's cache."""

    workspace: Workspace
    team: Team

    def __init__(self, w: Annotated[Workspace, into("workspace")], t: Annotated[Team, into("team")]) -> None: ...

class DatastoreCacheEntry:
    """A datastore with its team, as kept by the ecosystem's cache."""

    datastore: Datastore
    team: Team

    def __init__(self, d: Annotated[Datastore, into("datastore")], t: Annotated[Team, into("team")]) -> None: ...

class DependentWorkspaces(JSONable):
    """A workspace and, through its transformer, the workspaces that depend on it in turn."""

    workspace: Workspace
    dependencies: set[DependentWorkspaces]

    def __init__(self, workSpace: Annotated[Workspace, into("workspace")]) -> None: ...
    def addDependency(self, dep: Annotated[DependentWorkspaces, into("dependencies")]) -> None:
        """Adds a dependent workspace."""
    def flatten(self) -> set[Workspace]:
        """This workspace and all that depend on it, as one set."""

class PlatformService(JSONable):
    """Base of services that a platform runs."""

    name: str

    def __init__(self, name: str) -> None: ...

class PlatformRuntimeHint(UserDSLObject, ABC):
    """Settings for a job that a platform runs, such as resource limits. Base class.

    The keys in `kv` are free text that nothing checks; a misspelt one has no effect.
    """

    name: str = ...
    kv: dict[str, Any]

    def __init__(self, name: str, kv: dict[str, Any] = ...) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the hint's references."""

class PlatformIngestionHint(PlatformRuntimeHint):
    """Settings for the ingestion of a store or of one of its datasets.

    In the snapshot the provider finds it under `IG_<store>#<dataset>`, or under the bare store name.
    """

    storeName: str | None
    datasetName: str | None = None

    def __init__(self, storeName: str, datasetName: str | None = None, kv: dict[str, Any] = ...) -> None: ...
    @staticmethod
    def getHintName(storeName: str, datasetName: str | None = None) -> str:
        """The key under which a provider finds the hint."""

class PlatformDataTransformerHint(PlatformRuntimeHint):
    """Settings for a workspace's transformer. In the snapshot the provider finds it under `DT_<workspace>`."""

    name: Annotated[str, computed("DT_{workspaceName}")]
    workspaceName: str

    def __init__(self, workspaceName: str, kv: dict[str, Any] = ...) -> None: ...
    @staticmethod
    def getHintName(workspaceName: str) -> str:
        """The key under which a provider finds the hint."""

@observed
@since("1.4.0")
class CQRSRuntimeHint(PlatformRuntimeHint):
    """Settings for copying data into one container of a consumer replica group."""

    crgName: str
    dcName: str | None = None

    def __init__(self, crgName: str, dcName: str | None = None, kv: dict[str, Any] = ...) -> None: ...

@observed
@since("0.1.13")
class DataTransformerExecutionPlacement(UserDSLObject):
    """Where a transformer runs: in which container of which consumer replica group."""

    crgName: str
    dcName: str

    def __init__(self, crgName: str, dcName: str) -> None: ...

@observed
@since("0.1.9")
class ConsumerReplicaGroup(UserDSLObject, Generic[_C]):
    """Databases that receive a copy of the data of some workspaces, on a schedule of their own.

    The workspaces are named by plain text; the set may be changed after construction.
    """

    name: str
    dataContainers: set[_C]
    workspaceNames: set[str]
    trigger: StepTrigger
    credential: Credential
    bulkObjectStorages: dict[str, BulkObjectStorageBinding]

    def __init__(
        self,
        name: str,
        dataContainers: set[_C],
        workspaceNames: set[str],
        trigger: StepTrigger,
        credential: Credential,
        bulkObjectStorages: Annotated[dict[str, BulkObjectStorageBinding], since("1.4.0")] = ...,
    ) -> None: ...

@unhashable
class PlatformServicesProvider(UserDSLObject, ABC):
    """Runs data platforms somewhere: the machinery, the merge database, the credentials. Base class.

    In the snapshot it belongs to the ecosystem, in 1.x to a runtime environment. Hints were a dict by name until 0.1.9.
    """

    name: str
    locs: set[LocationKey]
    credStore: CredentialStore
    dataPlatforms: Annotated[dict[str, DataPlatform[Any]], keyed("name", duplicate="error")]
    hints: list[PlatformRuntimeHint]
    consumerReplicaGroups: Annotated[dict[str, ConsumerReplicaGroup[Any]], keyed("name"), since("0.1.9")]
    dsgPlatformMappings: Annotated[dict[str, DatasetGroupDataPlatformAssignments], since("0.2.9")]

    def __init__(
        self,
        name: str,
        locs: set[LocationKey],
        credStore: CredentialStore,
        dataPlatforms: Annotated[list[DataPlatform[Any]], into("dataPlatforms")],
        hints: Sequence[PlatformRuntimeHint] | dict[str, PlatformRuntimeHint] = ...,
    ) -> None: ...
    def getPlatform(self, name: str) -> DataPlatform[Any] | None:
        """The data platform of that name, or None."""
    def getProductionStatus(self) -> ProductionStatus:
        """Whether the provider serves production, as its runtime environment says."""
    def render(self) -> None:
        """Writes out what the provider needs to run."""
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the provider and its platforms."""
    def getIngestionJobHint(self, storeName: str, datasetName: str | None = None) -> PlatformIngestionHint | None:
        """The hint for a store or dataset, or None."""
    def getDataTransformerJobHint(self, workspaceName: str) -> PlatformDataTransformerHint | None:
        """The hint for a workspace's transformer, or None."""
    def generateBootstrapArtifacts(self, eco: Ecosystem, ringLevel: int) -> dict[str, str]:
        """The files that set the provider up."""
    def mergeHandler(self, eco: Ecosystem, basePlatformDir: str) -> None:
        """Brings the running provider in line with a merged model."""

_EcosystemPart = (
    Annotated[PlatformServicesProvider, into("platformServicesProviders"), until("0.2.6")]
    | Annotated[Documentation, into("documentation")]
    | Annotated[InfrastructureVendor, into("vendors")]
    | Annotated[Repository, into("liveRepo")]
    | Annotated[RuntimeDeclaration, into("runtimeEnvironments.authorizedNames"), since("0.2.7")]
    | Annotated[GovernanceZoneDeclaration, into("zones.authorizedNames", otherwise=True)]
)

@unhashable
class Ecosystem(GitControlledObject, JSONable):
    """The whole model: who may define zones, environments and teams, and where data can live.

    Any extra passed by position makes the library ignore the keywords `documentation`, `infrastructure_vendors` and
    `governance_zone_declarations`.
    """

    name: str
    key: EcosystemKey = ...
    liveRepo: Repository | None = None
    graph: EcosystemPipelineGraph | None = None
    zones: Annotated[AuthorizedObjectManager[GovernanceZone, GovernanceZoneDeclaration], fresh]
    runtimeEnvironments: Annotated[
        AuthorizedObjectManager[RuntimeEnvironment, RuntimeDeclaration], fresh, since("0.2.7")
    ]
    vendors: Annotated[dict[str, InfrastructureVendor], keyed("name", duplicate="error")]
    dataPlatforms: Annotated[list[DataPlatform[Any]] | None, until("0.0.39")] = None
    platformServicesProviders: list[PlatformServicesProvider]
    dsgPlatformMappings: dict[str, DatasetGroupDataPlatformAssignments]
    primaryIngestionPlatforms: dict[str, PrimaryIngestionPlatform]
    datastoreCache: dict[str, DatastoreCacheEntry]
    workSpaceCache: dict[str, WorkspaceCacheEntry]
    teamCache: dict[str, TeamCacheEntry]

    @positional_cancels("documentation", "infrastructure_vendors", "governance_zone_declarations")
    def __init__(
        self,
        name: str,
        repo: Annotated[Repository, into("owningRepo")],
        *args: _EcosystemPart,
        platform_services_providers: Annotated[
            list[PlatformServicesProvider] | None,
            into("platformServicesProviders"),
            until("0.2.6"),
            renamed_to("runtimeDecls"),
        ] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
        infrastructure_vendors: Annotated[list[InfrastructureVendor] | None, into("vendors")] = None,
        liveRepo: Annotated[Repository | None, into("liveRepo")] = None,
        governance_zone_declarations: Annotated[
            list[GovernanceZoneDeclaration] | None, into("zones.authorizedNames")
        ] = None,
        runtimeDecls: Annotated[
            list[RuntimeDeclaration] | None, into("runtimeEnvironments.authorizedNames"), since("0.2.7")
        ] = None,
        pspDeclarations: Annotated[
            list[PSPDeclaration] | None, into(""), since("0.2.6"), until("0.2.6"), renamed_to("runtimeDecls")
        ] = None,
        data_platforms: Annotated[
            list[DataPlatform[Any]] | None, into("dataPlatforms"), until("0.0.39"), renamed_to("platform_services_providers")
        ] = None,
        default_data_platform: Annotated[DefaultDataPlatform | None, into(""), until("0.0.38")] = None,
    ) -> None: ...
    @classmethod
    def create_legacy(
        cls,
        name: str,
        repo: Repository,
        *args: PlatformServicesProvider | Documentation | InfrastructureVendor | GovernanceZoneDeclaration | Repository,
    ) -> Ecosystem:
        """Older positional way to make one; it fails unless a live repository is among the extras."""
    def add(self, *args: _EcosystemPart) -> None:
        """Adds vendors and declarations, or sets the description or the live repository.

        An object of any other kind is treated as a zone declaration.
        """
    @since("0.2.7")
    def getRuntimeEnvironment(self, name: str) -> RuntimeEnvironment | None:
        """The declared runtime environment, made on first use, or None when it is not declared."""
    @since("0.2.7")
    def getRuntimeEnvironmentOrThrow(self, name: str) -> RuntimeEnvironment:
        """The declared runtime environment, made on first use; raises when it is not declared."""
    @since("0.2.6")
    def getPSP(self, name: str) -> PlatformServicesProvider | None:
        """The platform services provider of that name, or None."""
    @since("0.2.6")
    def getPSPOrThrow(self, name: str) -> PlatformServicesProvider:
        """The platform services provider of that name; raises when no environment has one."""
    @since("0.2.6")
    def getAllDefinedPSPs(self) -> list[PlatformServicesProvider]:
        """Every platform services provider that has been set on a runtime environment so far."""
    def getZone(self, gz: str) -> GovernanceZone | None:
        """The declared zone, made on first use, or None when it is not declared."""
    def getZoneOrThrow(self, gz: str) -> GovernanceZone:
        """The declared zone, made on first use; raises ObjectDoesntExistException when it is not declared."""
    def getTeam(self, gz: str, teamName: str) -> Team | None:
        """The declared team of a zone, made on first use, or None."""
    def getTeamOrThrow(self, gz: str, teamName: str) -> Team:
        """The declared team of a zone, made on first use; raises ObjectDoesntExistException when not declared."""
    def getVendor(self, name: str) -> InfrastructureVendor | None:
        """The vendor of that name, or None."""
    def getVendorOrThrow(self, name: str) -> InfrastructureVendor:
        """The vendor of that name; raises ObjectDoesntExistException when there is none."""
    def getDataPlatform(self, name: str) -> DataPlatform[Any] | None:
        """The data platform of that name from the first provider that has it, or None."""
    def getDataPlatformOrThrow(self, name: str) -> DataPlatform[Any]:
        """The data platform of that name; raises ObjectDoesntExistException when no provider has it."""
    def getLocation(self, vendorName: str, locKey: list[str]) -> InfrastructureLocation | None:
        """The location at the end of a path below a vendor, or None; an empty path finds nothing."""
    def getLocationOrThrow(self, vendorName: str, locKey: list[str]) -> InfrastructureLocation:
        """The location at the end of a path below a vendor; raises ObjectDoesntExistException when missing."""
    def getAllChildLocations(self, vendorName: str, locKey: list[str]) -> set[InfrastructureLocation]:
        """The direct children of a location, not deeper ones; raises when the path is unknown."""
    def getAsInfraLocation(self, loc: LocationKey) -> InfrastructureLocation | None:
        """The location a key names, or None; a malformed key raises."""
    def lintLocationKey(self, locKey: LocationKey, tree: ValidationTree) -> None:
        """Reports a key that names no known location."""
    def lintAndHydrateCaches(self) -> ValidationTree:
        """Checks the whole model and fills the look-up caches; returns the problems as a tree."""
    def createGraph(self) -> EcosystemPipelineGraph:
        """Works out the pipelines of every platform."""
    def getGraph(self) -> EcosystemPipelineGraph:
        """The pipelines worked out by `createGraph`."""
    def cache_addTeam(self, td: TeamDeclaration, t: Team) -> None:
        """Puts a team into the cache; checking the model does it."""
    def cache_addWorkspace(self, team: Team, work: Workspace) -> None:
        """Puts a workspace into the cache; checking the model does it."""
    def cache_addDatastore(self, store: Datastore, t: Team) -> None:
        """Puts a datastore into the cache; checking the model does it."""
    def cache_getWorkspace(self, work: str) -> WorkspaceCacheEntry | None:
        """The workspace of that name with its team, or None. Empty until the model has been checked."""
    def cache_getWorkspaceOrThrow(self, work: str) -> WorkspaceCacheEntry:
        """The workspace of that name with its team; raises when unknown, also before the model has been checked."""
    def cache_getDatastore(self, store: str) -> DatastoreCacheEntry | None:
        """The datastore of that name with its team, or None. Empty until the model has been checked."""
    def cache_getDatastoreOrThrow(self, store: str) -> DatastoreCacheEntry:
        """The datastore of that name with its team; raises when unknown, also before the model has been checked."""
    def cache_getDataset(self, storeName: str, datasetName: str) -> Dataset | None:
        """The dataset of that store, or None. Empty until the model has been checked."""
    def resetCaches(self) -> None:
        """Empties the look-up caches."""
    def getDSGPlatformMapping(self, workspaceName: str, dsgName: str) -> DatasetGroupDataPlatformAssignments | None:
        """The platforms assigned to a workspace group, or None."""
    def getPrimaryIngestionPlatformsForDatastore(self, storeName: str) -> PrimaryIngestionPlatform | None:
        """The platforms that ingest a store for the others, or None."""
    def hydrateDSGDataPlatformMappings(self, jsonFile: str, tree: ValidationTree) -> None:
        """Reads the assignments of workspace groups to platforms from a JSON file; one fault discards all of them."""
    def hydratePrimaryIngestionPlatforms(self, jsonFile: str, tree: ValidationTree) -> None:
        """Reads the primary ingestion platforms from a JSON file; one fault discards all of them."""
    def calculateDependenciesForDatastore(
        self, storeName: str, wsVisitedSet: set[str] = ...
    ) -> Sequence[DependentWorkspaces]:
        """The workspaces that consume a store, directly or through transformers."""
    def checkIfChangesCanBeMerged(self, proposed: Ecosystem, source: Repository) -> ValidationTree:
        """What a pull request is told: ownership, compatibility and checks of the proposed model."""
    def checkIfChangesAreBackwardsCompatibleWith(self, originEco: Ecosystem, vTree: ValidationTree) -> None:
        """Reports schema changes that would break consumers."""
    def checkIfChangeSourceIsUsed(self, changeSource: Repository, tree: ValidationTree) -> None:
        """Reports a change source that owns nothing in the model."""
    def checkAllRepositoriesInEcosystem(self, tree: ValidationTree, types: list[type]) -> None:
        """Reports repositories of other kinds; it also makes every declared zone and team."""
    def checkObjectIsSupported(self, obj: object, types: list[type], tree: ValidationTree) -> None:
        """Reports an object of a kind that is not in the list."""
    def checkDataPlatformExists(self, d: DataPlatform[Any]) -> bool:
        """Whether a provider of the model has this platform."""
    def createGZone(self, name: str, repo: Repository) -> GovernanceZone:
        """Makes a zone; called when a declared zone is first asked for. Models use `getZoneOrThrow`."""
    def resetKey(self) -> None:
        """Gives vendors and declarations their keys again."""
    def generateAllBootstrapArtifacts(self, folderRoot: str, ringLevel: int) -> None:
        """Writes the files that set up every provider. Not for models."""
    def generateBootstrapArtifacts(self, folderRoot: str, psp: PlatformServicesProvider, ringLevel: int) -> None:
        """Writes the files that set up one provider. Not for models."""

class VendorKey(UserDSLObject):
    """Names an infrastructure vendor, for vendor policies."""

    vendorString: str
    vendor: InfrastructureVendor | None = None

    def __init__(self, vendor: Annotated[str, into("vendorString")]) -> None: ...
    def getAsInfraVendor(self, eco: Ecosystem) -> InfrastructureVendor | None:
        """The vendor the key names, or None."""
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Reports a key that names no vendor."""

@unhashable
class NamedObjectAuthorization:
    """Permission for a repository to define an object of a given name. Base of the declarations."""

    name: str
    owningRepo: Repository

    def __init__(self, name: str, owningRepo: Repository) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks name and repository."""

class TeamDeclaration(NamedObjectAuthorization):
    """Permission to define a team, with the repository its changes must come from.

    The team itself comes into being on the first `getTeamOrThrow`.
    """

    authRepo: Repository
    key: TeamDeclarationKey | None = None

    def __init__(
        self, name: str, authRepo: Annotated[Repository, into("authRepo"), into("owningRepo")]
    ) -> None: ...
    def setGovernanceZone(self, gz: GovernanceZone) -> None:
        """Ties the declaration to its zone; the zone calls it."""

class GovernanceZoneDeclaration(NamedObjectAuthorization):
    """Permission to define a governance zone, with the repository its changes must come from.

    The zone itself comes into being on the first `getZoneOrThrow`.
    """

    key: GovernanceZoneKey | None = None

    def __init__(self, name: str, authRepo: Annotated[Repository, into("owningRepo")]) -> None: ...

@observed
@since("0.2.7")
class RuntimeDeclaration(NamedObjectAuthorization):
    """Permission to define a runtime environment, with the repository its changes must come from.

    The environment itself comes into being on the first `getRuntimeEnvironmentOrThrow`.
    """

    def __init__(self, name: str, repo: Annotated[Repository, into("owningRepo")]) -> None: ...

@observed
@since("0.2.6")
class PSPDeclaration(NamedObjectAuthorization):
    """Permission to define a platform services provider, with the repository its changes must come from."""

    def __init__(
        self, pspName: Annotated[str, into("name")], repo: Annotated[Repository, into("owningRepo")]
    ) -> None: ...

@observed
@since("0.2.7")
class RuntimeEnvironment(GitControlledObject, JSONable):
    """A place where the model runs, such as test or production, with its own provider and its own release of the model.

    Fetched with `getRuntimeEnvironmentOrThrow`, then configured, then given its provider.
    """

    name: str
    releaseSelector: _RepositoryReleaseSelector | None = None
    pspDeclarations: Annotated[dict[str, PSPDeclaration], keyed("name")]
    productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None
    psp: PlatformServicesProvider | None = None

    def __init__(self, name: str, repo: Annotated[Repository, into("owningRepo")] = ...) -> None: ...
    def configure(
        self,
        releaseSelector: _RepositoryReleaseSelector,
        pspDeclarations: Annotated[list[PSPDeclaration], into("pspDeclarations")],
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
    ) -> None:
        """Says which release of the model runs here, who may define the provider, and whether this is production."""
    def setPSP(self, psp: PlatformServicesProvider) -> None:
        """Gives the environment its provider, whose name must be among the declared ones."""
    def getProductionStatus(self) -> ProductionStatus:
        """Whether this is a production environment."""

@observed
@since("0.2.7")
class EnvRefDataContainer(UserDSLObject):
    """Stands for a data container that each runtime environment fills in.

    The key is looked up in `dataContainers` of the team's environment map.
    """

    key: str

    def __init__(self, key: str) -> None: ...

@observed
@since("1.1.0")
class EnvRefDockerImage(UserDSLObject):
    """Stands for a docker image that each runtime environment fills in.

    The key is looked up in `dtDockerImages` of the team's environment map.
    """

    key: str

    def __init__(self, key: str) -> None: ...

@observed
@since("1.1.0")
class EnvRefConfigMap(UserDSLObject):
    """Stands for settings that each runtime environment fills in, looked up in `configMaps` of the environment map."""

    key: str

    def __init__(self, key: str) -> None: ...

@observed
@since("1.1.0")
class StaticConfigMap(UserDSLObject):
    """Named settings, as text by text, for transformers of one environment."""

    name: str
    kv: dict[str, Any]

    def __init__(self, name: str, kv: dict[str, Any] = ...) -> None: ...

@observed
@since("0.2.7")
class EnvironmentMap(UserDSLObject):
    """What a team's environment references mean in one runtime environment.

    The first argument is the environment's name. Containers are keyed by frozen sets of reference keys, release
    selectors and docker images by single keys.
    """

    rteName: str
    dataContainers: dict[frozenset[str], DataContainer]
    dtReleaseSelectors: dict[str, _RepositoryReleaseSelector]
    dtDockerImages: Annotated[dict[str, Any], since("1.1.0")]
    configMaps: Annotated[list[StaticConfigMap], since("1.1.0")]

    def __init__(
        self,
        keyword: Annotated[str, into("rteName")],
        dataContainers: dict[frozenset[str], DataContainer] = ...,
        dtReleaseSelectors: dict[str, _RepositoryReleaseSelector] = ...,
        dtDockerImages: Annotated[dict[str, Any], since("1.1.0")] = ...,
        configMaps: Annotated[list[StaticConfigMap], since("1.1.0")] = ...,
    ) -> None: ...

_TeamPart = (
    Annotated[Datastore, into("dataStores")]
    | Annotated[Workspace, into("workspaces")]
    | Annotated[DataContainer, into("containers")]
    | Annotated[EnvironmentMap, into("environmentMaps"), since("0.2.7")]
    | Annotated[Documentation, into("documentation", otherwise=True)]
)

@unhashable
class Team(GitControlledObject, JSONable):
    """People who own datastores and workspaces. Fetched with `getTeamOrThrow` and filled with `add`.

    An object of an unknown kind becomes the team's description. Extras by position cancel the keywords.
    """

    name: str
    workspaces: Annotated[dict[str, Workspace], keyed("name", duplicate="error")]
    dataStores: Annotated[dict[str, Datastore], keyed("name", duplicate="error")]
    containers: Annotated[dict[str, DataContainer], keyed("name", duplicate="error")]
    environmentMaps: Annotated[dict[str, EnvironmentMap], keyed("rteName"), since("0.2.7")]

    @positional_cancels("datastores", "workspaces", "documentation", "containers")
    def __init__(
        self,
        name: str,
        repo: Annotated[Repository, into("owningRepo")],
        *args: _TeamPart,
        datastores: Annotated[list[Datastore] | None, into("dataStores")] = None,
        workspaces: Annotated[list[Workspace] | None, into("workspaces")] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
        containers: Annotated[list[DataContainer] | None, into("containers")] = None,
    ) -> None: ...
    def add(self, *args: _TeamPart) -> None:
        """Adds datastores, workspaces, containers and environment maps; any other object becomes the description."""
    def addStore(self, store: Annotated[Datastore, into("dataStores")]) -> None:
        """Adds one datastore."""
    def addWorkspace(self, w: Annotated[Workspace, into("workspaces")]) -> None:
        """Adds one workspace. If it has a transformer already, the transformer's output store is added as well."""
    def getStoreOrThrow(self, storeName: str) -> Datastore:
        """The datastore of that name; raises ObjectDoesntExistException when there is none."""
    def getWorkspaceOrThrow(self, workspaceName: str) -> Workspace:
        """The workspace of that name; raises ObjectDoesntExistException when there is none."""
    def getDataContainerOrThrow(self, containerName: str) -> DataContainer:
        """The container of that name; raises ObjectDoesntExistException when there is none."""
    def lint(self, eco: Ecosystem, gz: GovernanceZone, td: TeamDeclaration, teamTree: ValidationTree) -> None:
        """Checks the team and everything it owns."""
    def checkForBackwardsCompatibility(self, originTeam: Team, vTree: ValidationTree) -> None:
        """Reports changes that would break consumers of the team's stores."""

@unhashable
class AuthorizedObjectManager(GitControlledObject, Generic[_G, _N]):
    """Declared names and the objects made for them. An object comes into being when it is first asked for."""

    name: str = ...
    authorizedNames: Annotated[dict[str, _N], keyed("name", duplicate="error")]
    authorizedObjects: Annotated[dict[str, _G], keyed("name")]
    factory: Callable[[str, Repository], _G] = ...

    def __init__(
        self,
        name: str = ...,
        factory: Callable[[str, Repository], _G] = ...,
        owningRepo: Repository = ...,
    ) -> None: ...
    def getNumObjects(self) -> int:
        """How many objects have been made so far."""
    def addAuthorization(self, t: Annotated[_N, into("authorizedNames")]) -> None:
        """Adds a declaration; a second one of the same name raises ObjectAlreadyExistsException."""
    def defineAllObjects(self) -> list[_G]:
        """Makes every declared object that is not there yet, and returns all."""
    def getObject(self, name: str) -> _G | None:
        """The object of that name, made on first use, or None when it is not declared."""
    def removeAuthorization(self, name: str) -> _N | None:
        """Removes a declaration and its object; KeyError when it is not declared."""
    def removeDefinition(self, name: str) -> _G | None:
        """Removes the object and keeps the declaration."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks declarations and objects against each other."""

_ZonePart = (
    Annotated[DataClassificationPolicy, into("classificationPolicies")]
    | Annotated[InfraStructureLocationPolicy, into("locationPolicies")]
    | Annotated[InfraStructureVendorPolicy, into("vendorPolicies")]
    | Annotated[StoragePolicy, into("storagePolicies")]
    | Annotated[InfraHardVendorPolicy, into("hardVendorPolicies")]
    | Annotated[DataPlatformPolicy, into("dataplatformPolicies")]
    | Annotated[TeamDeclaration, into("teams.authorizedNames")]
    | Annotated[Documentation, into("documentation")]
)

@unhashable
class GovernanceZone(GitControlledObject, JSONable):
    """A part of the enterprise with its own rules, which bind all teams in it.

    Fetched with `getZoneOrThrow` and filled with `add`. Objects of an unknown kind are silently ignored.
    """

    name: str
    key: GovernanceZoneKey | None = None
    teams: Annotated[AuthorizedObjectManager[Team, TeamDeclaration], fresh]
    storagePolicies: Annotated[dict[str, StoragePolicy], keyed("name", duplicate="error")]
    classificationPolicies: Annotated[dict[str, DataClassificationPolicy], keyed("name", duplicate="replace")]
    vendorPolicies: Annotated[dict[str, InfraStructureVendorPolicy], keyed("name", duplicate="replace")]
    hardVendorPolicies: Annotated[dict[str, InfraHardVendorPolicy], keyed("name", duplicate="replace")]
    locationPolicies: Annotated[dict[str, InfraStructureLocationPolicy], keyed("name", duplicate="replace")]
    dataplatformPolicies: Annotated[dict[str, DataPlatformPolicy], keyed("name", duplicate="replace")]

    def __init__(
        self, name: str, ownerRepo: Annotated[Repository, into("owningRepo")], *args: _ZonePart
    ) -> None: ...
    def add(self, *args: _ZonePart) -> None:
        """Adds policies and team declarations, or sets the description; other kinds are silently ignored."""
    def setEcosystem(self, eco: Ecosystem) -> None:
        """Ties the zone to its ecosystem; the ecosystem calls it."""
    def checkLocationIsAllowed(self, eco: Ecosystem, location: LocationKey, tree: ValidationTree) -> None:
        """Reports a location that the zone's policies forbid."""
    def getTeam(self, name: str) -> Team | None:
        """The declared team, made on first use, or None when it is not declared."""
    def getTeamOrThrow(self, name: str) -> Team:
        """The declared team, made on first use; raises ObjectDoesntExistException when it is not declared."""
    def getDatasetStoragePolicies(self, dataset: Dataset) -> Sequence[StoragePolicy]:
        """The storage policies that bind a dataset: those it names and those mandated in the zone."""
    def lint(self, eco: Ecosystem, govTree: ValidationTree) -> None:
        """Checks the zone and its teams."""
    def checkForBackwardsCompatiblity(self, originZone: GovernanceZone, tree: ValidationTree) -> None:
        """Reports changes that would break consumers. The name is spelled like this in the library."""

class WorkspaceEntitlement:
    """Empty placeholder; nothing uses it."""

class EventSink:
    """Empty placeholder; nothing uses it."""

class Deliverable:
    """Empty placeholder; nothing uses it."""

@unhashable
class DockerContainer:
    """A docker image with version and command. Nothing uses it; see `DataTransformerDockerImage`."""

    name: str
    image: str
    version: str
    cmd: str

    def __init__(self, name: str, image: str, version: str, cmd: str) -> None: ...

class DataPlatformExecutor(InternalLintableObject, JSONable, ABC):
    """How a data platform carries out its pipelines. Base class."""

    def __init__(self) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the executor."""

class DataPlatformCICDExecutor(DataPlatformExecutor):
    """Carries out pipelines by writing infrastructure code to a repository."""

    iacRepo: Repository

    def __init__(self, repo: Annotated[Repository, into("iacRepo")]) -> None: ...

_DataPlatformPart = (
    Annotated[DataPlatformExecutor, into("executor")]
    | Annotated[Documentation, into("documentation", otherwise=True)]
)

class DataPlatform(Documentable, JSONable, ABC, Generic[_P]):
    """Moves data from stores to workspaces in its own way. Base class; it needs an executor."""

    name: str
    psp: _P | None = ...
    executor: DataPlatformExecutor = ...

    @positional_cancels("executor", "documentation")
    def __init__(
        self,
        name: str,
        *args: _DataPlatformPart,
        executor: DataPlatformExecutor | None = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
    ) -> None: ...
    @classmethod
    def create_legacy(cls, name: str, *args: DataPlatformExecutor | Documentation) -> DataPlatform[Any]:
        """Older positional way to make one; prefer the constructor."""
    def add(self, *args: _DataPlatformPart) -> None:
        """Sets executor or description; any other object becomes the description."""
    def setPSP(self, psp: _P) -> None:
        """Ties the platform to its provider; the provider calls it."""
    def getProductionStatus(self) -> ProductionStatus:
        """Whether the platform serves production, as its provider's runtime environment says."""
    def getCredentialStore(self) -> CredentialStore:
        """Where the platform's secrets come from."""
    def getSupportedVendors(self, eco: Ecosystem) -> set[CloudVendor]:
        """Cloud companies the platform works with."""
    def isWorkspaceDataContainerSupported(self, eco: Ecosystem, dc: DataContainer) -> bool:
        """Whether the platform can serve a workspace in this container."""
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the platform."""
    def createGraphHandler(self, graph: PlatformPipelineGraph) -> DataPlatformGraphHandler:
        """What checks and renders the platform's pipelines."""
    def createSchemaProjector(self, eco: Ecosystem) -> SchemaProjector:
        """What works out the platform's internal schemas."""
    def lintWorkspace(self, eco: Ecosystem, tree: ValidationTree, ws: Workspace, dsgName: str) -> None:
        """Checks whether the platform can serve a workspace group."""
    def resetBatchState(self, eco: Ecosystem, storeName: str, datasetName: str | None = None) -> str:
        """Makes the platform forget how far a store has been ingested. Not for models."""

@until("0.0.38")
class DefaultDataPlatform(UserDSLObject):
    """Named the platform for groups without one, before assignments existed. Gone before the snapshot."""

    dataPlatform: DataPlatformKey

    def __init__(self, dp: Annotated[DataPlatformKey, into("dataPlatform")]) -> None: ...

class UnsupportedIngestionType(ValidationProblem):
    """The platform cannot ingest a store in the way it is captured."""

    def __init__(
        self,
        store: Annotated[Datastore, into("")],
        dp: Annotated[DataPlatform[Any], into("")],
        sev: ProblemSeverity,
    ) -> None: ...

class DatasetConsistencyNotSupported(ValidationProblem):
    """The platform cannot give a store the consistency it asks for."""

    def __init__(
        self,
        store: Annotated[Datastore, into("")],
        type: Annotated[IngestionConsistencyType, into("")],
        dp: Annotated[DataPlatform[Any], into("")],
        sev: ProblemSeverity,
    ) -> None: ...

class DataLatency(Enum):
    """How fresh a consumer needs its data."""

    SECONDS = 0
    MINUTES = 1
    HOURS = 3
    DAYS = 4

class DataMilestoningStrategy(Enum):
    """How much history is kept: live rows only, full history, or live rows with history beside them.

    The members were renamed in 0.3.6: LIVE_ONLY became SCD1 and FORENSIC became SCD2.
    """

    LIVE_ONLY = 0  # until 0.3.5, renamed_to SCD1
    FORENSIC = 1  # until 0.3.5, renamed_to SCD2
    LIVE_WITH_FORENSIC_HISTORY = 2
    SCD1 = ...  # since 0.3.6
    SCD2 = ...  # since 0.3.6
    SCD4 = ...  # since 1.3.7

class ConsumerRetentionRequirements(UserDSLObject):
    """What a consumer needs: how much history, how fresh, for which regulator, and for how long."""

    milestoningStrategy: DataMilestoningStrategy
    latency: DataLatency
    regulator: str | None = None
    minRetentionTime: timedelta | None = None

    def __init__(
        self,
        r: Annotated[DataMilestoningStrategy, into("milestoningStrategy")],
        latency: DataLatency,
        regulator: str | None,
        minRetentionDurationIfNeeded: Annotated[timedelta | None, into("minRetentionTime")] = None,
    ) -> None: ...

class DataPlatformChooser(UserDSLObject, ABC):
    """How a dataset group gets its data platform. Base class."""

    def __init__(self) -> None: ...
    def chooseDataPlatform(self, eco: Ecosystem) -> DataPlatform[Any] | None:
        """The platform, or None when the chooser leaves the choice to an assignment."""

class WorkspacePlatformConfig(DataPlatformChooser):
    """States a group's requirements. It chooses nothing itself: an assignment in the mapping names the platform."""

    retention: ConsumerRetentionRequirements

    def __init__(self, hist: Annotated[ConsumerRetentionRequirements, into("retention")]) -> None: ...

class WorkspaceFixedDataPlatform(DataPlatformChooser):
    """Names the group's data platform outright. An unknown name silently chooses nothing."""

    dataPlatform: DataPlatformKey

    def __init__(self, dp: Annotated[DataPlatformKey, into("dataPlatform")]) -> None: ...

class DeprecationsAllowed(Enum):
    """Whether a consumer accepts deprecated data."""

    NEVER = 0
    ALLOWED = 1

class DatasetSink(UserDSLObject):
    """A dataset that a group consumes, named by store and dataset. It always takes the whole dataset.

    Names are resolved when the model is checked.
    """

    storeName: str
    datasetName: str
    key: Annotated[str, computed("{storeName}:{datasetName}")]
    deprecationsAllowed: DeprecationsAllowed = DeprecationsAllowed.NEVER

    def __init__(
        self,
        storeName: str,
        datasetName: str,
        deprecationsAllowed: DeprecationsAllowed = DeprecationsAllowed.NEVER,
    ) -> None: ...
    @staticmethod
    def calculateKey(storeName: str, datasetName: str) -> str:
        """The text under which a group keeps the sink: `store:dataset`."""
    def lint(self, eco: Ecosystem, team: Team, ws: Workspace, dsg: DatasetGroup, tree: ValidationTree) -> None:
        """Checks that the dataset exists and may be used here."""

class DatasetGroupDataPlatformMappingStatus(Enum):
    """How far an assignment of a group to a platform has been carried out."""

    PROVISIONING = 0
    PROVISIONED = 1
    DECOMMISSIONING = 2
    DECOMMISSIONED = 3

class DSGDataPlatformAssignment(UserDSLObject):
    """Assigns a data platform to a workspace group. The snapshot ignores `status` and always uses PROVISIONING."""

    workspace: str
    dsgName: str
    dataPlatform: DataPlatformKey
    productionStatus: ProductionStatus = ProductionStatus.PRODUCTION
    documentation: Documentation
    deprecationsAllowed: DeprecationsAllowed = DeprecationsAllowed.NEVER
    status: DatasetGroupDataPlatformMappingStatus = DatasetGroupDataPlatformMappingStatus.PROVISIONING

    def __init__(
        self,
        workspace: str,
        dsgName: str,
        dp: Annotated[DataPlatformKey, into("dataPlatform")],
        doc: Annotated[Documentation, into("documentation")],
        productionStatus: ProductionStatus = ProductionStatus.PRODUCTION,
        deprecationsAllowed: DeprecationsAllowed = DeprecationsAllowed.NEVER,
        status: DatasetGroupDataPlatformMappingStatus = DatasetGroupDataPlatformMappingStatus.PROVISIONING,
    ) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the names it refers to."""

class DatasetGroupDataPlatformAssignments(UserDSLObject):
    """The assignments of one workspace group; mappings keep it under `"workspace#group"`."""

    workspace: str
    dsgName: str
    assignments: list[DSGDataPlatformAssignment]

    def __init__(self, workspace: str, dsgName: str, assignments: list[DSGDataPlatformAssignment]) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks every assignment."""

class PrimaryIngestionPlatform(UserDSLObject):
    """The platforms that ingest a store once on behalf of all others."""

    storeName: str
    dataPlatforms: set[DataPlatformKey]

    def __init__(self, storeName: str, dpSet: Annotated[set[DataPlatformKey], into("dataPlatforms")]) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the names it refers to."""

class DatasetGroup(ANSI_SQL_NamedObject, Documentable):
    """Datasets that a workspace consumes under common requirements.

    Any extra passed by position makes the library ignore `sinks`, and one of an unknown kind becomes the platform
    choice. A group that only feeds a transformer needs no platform choice.
    """

    platformMD: DataPlatformChooser | None = None
    sinks: Annotated[dict[str, DatasetSink], keyed("key", duplicate="error")]

    @positional_cancels("sinks")
    def __init__(
        self,
        name: Annotated[str, identifier],
        *args: Annotated[DatasetSink, into("sinks")]
        | Annotated[Documentation, into("documentation")]
        | Annotated[DataPlatformChooser, into("platformMD", otherwise=True)],
        sinks: Annotated[list[DatasetSink] | None, into("sinks")] = None,
        platform_chooser: Annotated[DataPlatformChooser | None, into("platformMD")] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
    ) -> None: ...
    def lint(self, eco: Ecosystem, team: Team, ws: Workspace, tree: ValidationTree) -> None:
        """Checks the group and its sinks."""

class TransformerTrigger(JSONable):
    """Base of transformer triggers. Nothing uses it; transformers take a `StepTrigger`."""

    name: str

    def __init__(self, name: str) -> None: ...

class TimedTransformerTrigger(TransformerTrigger):
    """Wraps a step trigger. Nothing uses it; transformers take a `StepTrigger`."""

    trigger: StepTrigger

    def __init__(self, name: str, transformerTrigger: Annotated[StepTrigger, into("trigger")]) -> None: ...

@unhashable
class CodeArtifact(UserDSLObject, ABC):
    """The code of a transformer. Base class."""

    def __init__(self) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the artifact."""

class DatasurfaceTransformerType(Enum):
    """Transformers that the library brings itself."""

    EXTERNALIZE_MODEL = "EXTERNALIZE_MODEL"

class DatasurfaceTransformerCodeArtifact(CodeArtifact):
    """Code that the library brings itself. Used by `addDatasurfaceModel`, not by authors."""

    type: DatasurfaceTransformerType

    def __init__(self, type: DatasurfaceTransformerType) -> None: ...

class PythonCodeArtifact(CodeArtifact):
    """Python code given by its requirements and environment. Yellow does not accept it."""

    requirements: list[str]
    envVars: dict[str, str]
    requiredVersion: str

    def __init__(self, requirements: list[str], envVars: dict[str, str], requiredVersion: str) -> None: ...

class CodeExecutionEnvironment(PlatformService, ABC):
    """Where code artifacts run. Base class."""

    location: set[LocationKey]

    def __init__(self, name: str, loc: Annotated[set[LocationKey], into("location")]) -> None: ...
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks the environment."""
    def isCodeArtifactSupported(self, eco: Ecosystem, ca: CodeArtifact) -> bool:
        """Whether the artifact can run here."""
    def submitJob(self, job: CodeArtifact) -> dict[str, Any]:
        """Runs an artifact. Not for models."""

@observed
@since("1.3.7")
class DataTransformerOutputMode(Enum):
    """How a transformer hands over its result: changed rows with a mark for each, or everything anew every time."""

    IUD = ...
    SNAPSHOT = ...

@unhashable
class DataTransformer(ANSI_SQL_NamedObject, Documentable, JSONable):
    """Code that turns a workspace's input into the datasets of a new datastore.

    The output store is written here, without capture metadata. Add the transformer before the workspace goes into its
    team: later is too late for the store to be registered.
    """

    outputDatastore: Datastore
    code: CodeArtifact
    trigger: StepTrigger | None = None
    runAsCredential: Annotated[Credential | None, since("0.1.8")] = None
    outputMode: Annotated[DataTransformerOutputMode | None, since("1.3.7")] = None
    extraCredentials: Annotated[list[Credential], since("1.1.0")]
    kv: Annotated[EnvRefConfigMap | StaticConfigMap | dict[str, Any] | None, since("1.1.0")] = None

    def __init__(
        self,
        name: Annotated[str, identifier],
        store: Annotated[Datastore, into("outputDatastore")],
        code: CodeArtifact,
        doc: Annotated[Documentation | None, into("documentation")] = None,
        trigger: StepTrigger | None = None,
        runAsCredential: Annotated[Credential | None, since("0.1.8")] = None,
        credential: Annotated[
            Credential | None,
            into("runAsCredential"),
            since("0.1.1"),
            until("0.2.5"),
            renamed_to("runAsCredential"),
        ] = None,
        outputMode: Annotated[DataTransformerOutputMode | None, since("1.3.7")] = None,
        extraCredentials: Annotated[list[Credential], since("1.1.0")] = ...,
        kv: Annotated[EnvRefConfigMap | StaticConfigMap | dict[str, Any] | None, since("1.1.0")] = None,
    ) -> None: ...
    def lint(self, eco: Ecosystem, ws: Workspace, tree: ValidationTree) -> None:
        """Checks the transformer in the context of its workspace."""

class WorkloadTier(Enum):
    """How important a workload is."""

    CRITICAL = 4
    HIGH = 3
    MEDIUM = 2
    LOW = 1
    UNKNOWN = 0

@unhashable
class WorkspacePriority(UserDSLObject):
    """How important a workspace is. Pipelines inherit the highest priority of those who need them."""

    priority: WorkloadTier

    def __init__(self, priority: WorkloadTier) -> None: ...
    def __gt__(self, other: WorkspacePriority) -> bool:
        """Compares tiers."""
    def __ge__(self, other: WorkspacePriority) -> bool:
        """Compares tiers."""
    def __lt__(self, other: WorkspacePriority) -> bool:
        """Compares tiers."""
    def __le__(self, other: WorkspacePriority) -> bool:
        """Compares tiers."""

_WorkspacePart = (
    Annotated[WorkspacePriority, into("priority")]
    | Annotated[DatasetGroup, into("dsgs")]
    | Annotated[DataClassificationPolicy, into("classificationVerifier")]
    | Annotated[DataContainer, into("dataContainer", once=True, unless_equal=True)]
    | Annotated[EnvRefDataContainer, into("dataContainer", once=True, unless_equal=True), since("0.2.7")]
    | Annotated[ProductionStatus, into("productionStatus")]
    | Annotated[DeprecationInfo, into("deprecationStatus")]
    | Annotated[Documentation, into("documentation", once=True, unless_equal=True)]
    | Annotated[DataTransformer, into("dataTransformer", once=True, unless_equal=True, otherwise=True)]
)

class Workspace(ANSI_SQL_NamedObject, Documentable, JSONable):
    """What a consumer wants: groups of datasets, delivered into a container, possibly transformed into a new store.

    It takes no keywords: everything after the name goes by position, in any order. An object of an unknown kind is
    taken for the transformer.
    """

    priority: Annotated[WorkspacePriority, fresh(WorkloadTier.UNKNOWN)]
    dsgs: Annotated[dict[str, DatasetGroup], keyed("name", duplicate="error")]
    dataContainer: DataContainer | EnvRefDataContainer | None = None
    productionStatus: ProductionStatus = ProductionStatus.NOT_PRODUCTION
    deprecationStatus: Annotated[DeprecationInfo, fresh(DeprecationStatus.NOT_DEPRECATED)]
    dataTransformer: DataTransformer | None = None
    classificationVerifier: DataClassificationPolicy | None = None
    key: WorkspaceKey | None = None

    def __init__(self, name: Annotated[str, identifier], *args: _WorkspacePart) -> None: ...
    def add(self, *args: _WorkspacePart) -> None:
        """Adds groups, or sets container, description, transformer, status, policy or priority.

        A second different container, description or transformer raises; any other object is taken for the transformer.
        """
    def setTeam(self, key: TeamDeclarationKey) -> None:
        """Ties the workspace to its team; the team calls it."""
    def isDatastoreUsed(self, store: Datastore) -> bool:
        """Whether a group of the workspace consumes from the store."""
    def lint(self, eco: Ecosystem, gz: GovernanceZone, t: Team, tree: ValidationTree) -> None:
        """Checks the workspace, its groups and its transformer."""

class PlatformStyle(Enum):
    """What a platform's storage is good at. Nothing uses it."""

    OLTP = 0
    OLAP = 1
    COLUMNAR = 2
    OBJECT = 3

class PipelineNode(InternalLintableObject, JSONable):
    """A step in a platform's pipelines. Base class; nodes are made by the library."""

    name: str
    platform: DataPlatform[Any]
    leftHandNodes: dict[str, PipelineNode]
    rightHandNodes: dict[str, PipelineNode]
    priority: WorkspacePriority | None = None

    def __init__(self, name: str, platform: DataPlatform[Any]) -> None: ...
    def getPriority(self) -> WorkspacePriority:
        """The priority inherited from the workspaces that need the step."""
    def addRightHandNode(self, rhNode: PipelineNode) -> None:
        """Makes another step follow this one."""
    def setPriority(self, proposedPriority: WorkspacePriority | None) -> None:
        """Raises the priority if the proposed one is higher."""

class ExportNode(PipelineNode):
    """Delivers a dataset into a container."""

    dataContainer: DataContainer
    storeName: str
    datasetName: str

    def __init__(
        self, platform: DataPlatform[Any], dataContainer: DataContainer, storeName: str, datasetName: str
    ) -> None: ...

class IngestionNode(PipelineNode):
    """Captures data of a store. Base class."""

    storeName: str
    captureTrigger: StepTrigger | None = None
    pip: PrimaryIngestionPlatform | None = None

    def __init__(
        self,
        name: str,
        platform: DataPlatform[Any],
        storeName: str,
        captureTrigger: StepTrigger | None,
        pip: PrimaryIngestionPlatform | None,
    ) -> None: ...

class IngestionMultiNode(IngestionNode):
    """Captures all datasets of a store in one consistent batch."""

    def __init__(
        self,
        platform: DataPlatform[Any],
        storeName: str,
        captureTrigger: StepTrigger | None,
        pip: PrimaryIngestionPlatform | None,
    ) -> None: ...

class IngestionSingleNode(IngestionNode):
    """Captures one dataset of a store."""

    datasetName: str

    def __init__(
        self,
        platform: DataPlatform[Any],
        storeName: str,
        dataset: Annotated[str, into("datasetName")],
        captureTrigger: StepTrigger | None,
        pip: PrimaryIngestionPlatform | None,
    ) -> None: ...

class TriggerNode(PipelineNode):
    """Starts a workspace's transformer once its inputs have been delivered."""

    workspace: Workspace

    def __init__(self, w: Annotated[Workspace, into("workspace")], platform: DataPlatform[Any]) -> None: ...

class DataTransformerNode(PipelineNode):
    """Runs a workspace's transformer."""

    workspace: Workspace

    def __init__(self, ws: Annotated[Workspace, into("workspace")], platform: DataPlatform[Any]) -> None: ...

class DSGRootNode(JSONable):
    """A workspace group for which a platform has to build pipelines."""

    workspace: Workspace
    dsg: DatasetGroup

    def __init__(self, w: Annotated[Workspace, into("workspace")], dsg: DatasetGroup) -> None: ...

class PlatformPipelineGraph(InternalLintableObject):
    """Everything one data platform has to run, from ingestion to delivery. Made by the library."""

    platform: DataPlatform[Any]
    eco: Ecosystem
    workspaces: dict[str, Workspace]
    roots: set[DSGRootNode]
    dataContainerConsumers: dict[DataContainer, set[tuple[Workspace, DatasetGroup]]]
    storesToIngest: set[str]
    nodes: dict[str, PipelineNode]

    def __init__(self, eco: Ecosystem, platform: DataPlatform[Any]) -> None: ...
    def generateGraph(self) -> None:
        """Works out the steps from the workspace groups."""
    def findAllExportNodesForWorkspace(self, workspace: Workspace) -> set[ExportNode]:
        """The steps that deliver into a workspace."""
    def findExistingOrCreateStep(self, step: _Node) -> _Node:
        """The step already known under this name, or the given one."""
    def createIngestionStep(self, storeName: str) -> None:
        """Adds the ingestion of a store."""
    def createIngestionStepForDataStore(self, store: Datastore, exportStep: ExportNode) -> IngestionNode:
        """Adds the ingestion that a delivery needs."""
    def createGraphForDataTransformer(self, dt: DataTransformerOutput, exportStep: ExportNode) -> None:
        """Adds the transformer that produces what a delivery needs."""
    def addExportToPriorIngestion(self, exportStep: ExportNode) -> None:
        """Connects a delivery with the step that provides its data."""
    def getLeftSideOfGraph(self) -> set[PipelineNode]:
        """Steps without predecessor."""
    def getRightSideOfGraph(self) -> set[PipelineNode]:
        """Steps without successor."""
    def checkNextStepsForStepType(self, filterStep: type[PipelineNode], targetStep: type[PipelineNode]) -> bool:
        """Whether steps of one kind are only followed by steps of another."""
    def graphToText(self) -> str:
        """The steps as readable text."""
    def lintCredentials(self, credStore: CredentialStore, tree: ValidationTree) -> None:
        """Reports credentials that the platform cannot get."""
    def lint(self, credStore: CredentialStore, tree: ValidationTree) -> None:
        """Checks the pipelines."""
    def propagateWorkspacePriorities(self) -> None:
        """Hands priorities from workspaces back to the steps they need."""
    def getPortsForDataContainer(self, dataContainer: DataContainer) -> set[int]:
        """Network ports a container is reached by."""
    def generatePorts(self) -> set[int]:
        """Network ports the pipelines need."""

class EcosystemPipelineGraph(InternalLintableObject):
    """The pipelines of all platforms, by platform name. A platform without assigned groups has no entry."""

    eco: Ecosystem
    roots: dict[str, PlatformPipelineGraph]

    def __init__(self, eco: Ecosystem) -> None: ...
    def lint(self, credStore: CredentialStore, tree: ValidationTree) -> None:
        """Checks the pipelines of every platform."""

class IaCFragmentManager(Documentable, ABC):
    """Collects pieces of infrastructure code. Base class."""

    name: str

    def __init__(self, name: str, doc: Annotated[Documentation, into("documentation")]) -> None: ...
    def preRender(self) -> None:
        """Called before the first piece."""
    def postRender(self) -> None:
        """Called after the last piece."""
    def addFragment(self, node: PipelineNode, fragment: str) -> None:
        """Takes the piece made for a step."""

class CombineToStringFragmentManager(IaCFragmentManager, ABC):
    """Collects pieces of infrastructure code into one text."""

    fragments: dict[type[PipelineNode], dict[PipelineNode, str]]

    def __init__(self, name: str, doc: Annotated[Documentation, into("documentation")]) -> None: ...

def defaultPipelineNodeFileName(node: PipelineNode) -> str:
    """The file name used for a step's piece of infrastructure code."""

class FileBasedFragmentManager(IaCFragmentManager, ABC):
    """Collects pieces of infrastructure code into files of a temporary folder."""

    rootDir: str = ...
    fnGetFileNameForNode: Callable[[PipelineNode], str]

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation, into("documentation")],
        fnGetFileNameForNode: Callable[[PipelineNode], str],
    ) -> None: ...
    def addStaticFile(self, folder: str, name: str, fragment: str) -> None:
        """Writes a file that belongs to no step."""

class DataPlatformGraphHandler(InternalLintableObject, ABC):
    """Checks and renders one platform's pipelines. Base class."""

    graph: PlatformPipelineGraph

    def __init__(self, graph: PlatformPipelineGraph) -> None: ...
    def getInternalDataContainers(self) -> set[DataContainer]:
        """Containers the platform uses between the steps."""
    def lintGraph(self, eco: Ecosystem, credStore: CredentialStore, tree: ValidationTree) -> None:
        """Reports what the platform cannot do."""
    def renderGraph(self, credStore: CredentialStore, issueTree: ValidationTree) -> dict[str, str]:
        """The files that make the platform run the pipelines."""

class PlatformPipelineGraphLinter(ABC):
    """Visits every step of a platform's pipelines with a check for its kind. Base class."""

    graph: PlatformPipelineGraph

    def __init__(self, graph: PlatformPipelineGraph) -> None: ...
    def lintIngestionSingleNode(self, eco: Ecosystem, node: IngestionSingleNode, tree: ValidationTree) -> None:
        """Checks the ingestion of one dataset."""
    def lintIngestionMultiNode(self, eco: Ecosystem, node: IngestionMultiNode, tree: ValidationTree) -> None:
        """Checks the ingestion of a whole store."""
    def lintExportNode(self, eco: Ecosystem, node: ExportNode, tree: ValidationTree) -> None:
        """Checks a delivery."""
    def lintTriggerNode(self, eco: Ecosystem, node: TriggerNode, tree: ValidationTree) -> None:
        """Checks a trigger."""
    def lintDataTransformerNode(self, eco: Ecosystem, node: DataTransformerNode, tree: ValidationTree) -> None:
        """Checks a transformer."""
    def lintGraph(self, eco: Ecosystem, credStore: CredentialStore, tree: ValidationTree) -> None:
        """Visits every step."""

class IaCDataPlatformRenderer(DataPlatformGraphHandler, PlatformPipelineGraphLinter, ABC):
    """Renders pipelines as infrastructure code, step by step. Base class."""

    executor: DataPlatformExecutor

    def __init__(self, executor: DataPlatformExecutor, graph: PlatformPipelineGraph) -> None: ...
    def renderIaC(self, fragments: IaCFragmentManager) -> IaCFragmentManager:
        """Renders every step into the fragment manager."""
    def renderIngestionSingle(self, ingestNode: IngestionSingleNode) -> str:
        """Code for the ingestion of one dataset."""
    def renderIngestionMulti(self, ingestNode: IngestionMultiNode) -> str:
        """Code for the ingestion of a whole store."""
    def renderExport(self, exportNode: ExportNode) -> str:
        """Code for a delivery."""
    def renderTrigger(self, triggerNode: TriggerNode) -> str:
        """Code for a trigger."""
    def renderDataTransformer(self, dtNode: DataTransformerNode) -> str:
        """Code for a transformer."""
    def getDataContainerForDatastore(self, storeName: str) -> DataContainer | None:
        """The container a store is captured from, or None."""
    def isDataContainerSupported(self, dc: DataContainer, allowedContainers: set[type[DataContainer]]) -> bool:
        """Whether the container is of one of the given kinds."""

class IaCDataPlatformRendererShim(IaCDataPlatformRenderer, ABC):
    """A renderer whose steps all render to nothing, to start an own one from."""

    def __init__(self, executor: DataPlatformExecutor, graph: PlatformPipelineGraph) -> None: ...

class UnsupportedDataContainer(ValidationProblem):
    """The platform cannot work with a container of this kind."""

    def __init__(self, dc: Annotated[DataContainer, into("")]) -> None: ...
