"""Where data lives and how it is captured from there. In the snapshot all of this is in `datasurface.md.governance`."""

from abc import ABC
from enum import Enum
from typing import Annotated, Any
from _vocabulary import distinct, into, observed, since, unhashable
from datasurface.md.credential import Credential as _Credential
from datasurface.md.documentation import Documentable as _Documentable, Documentation as _Documentation
from datasurface.md.governance import (
    DataPlatform as _DataPlatform,
    Dataset as _Dataset,
    DatasetGroup as _DatasetGroup,
    Datastore as _Datastore,
    Ecosystem as _Ecosystem,
    EncryptionSystem as _EncryptionSystem,
    EnvRefDataContainer as _EnvRefDataContainer,
    GovernanceZone as _GovernanceZone,
    IngestionConsistencyType as IngestionConsistencyType,
    ProductionStatus as ProductionStatus,
    Team as _Team,
    Workspace as _Workspace,
)
from datasurface.md.json import JSONable as _JSONable
from datasurface.md.keys import LocationKey as _LocationKey
from datasurface.md.lint import UserDSLObject as _UserDSLObject, ValidationTree as _ValidationTree
from datasurface.md.triggers import StepTrigger as _StepTrigger
from datasurface.md.types import DataType as _DataType
from datasurface.md.vendor import CloudVendor as _CloudVendor

__since__: str = "0.1.7"

class CaseSensitiveEnum(Enum):
    """Whether a database tells upper from lower case in names."""

    CASE_SENSITIVE = 0
    CASE_INSENSITIVE = 1

class DataContainerNamingMapper:
    """Turns model names into names that a database accepts. Base class."""

    maxLen: int = 255
    caseSensitive: CaseSensitiveEnum = CaseSensitiveEnum.CASE_SENSITIVE
    columnQuoteStyle: tuple[str, str] | None = None
    tableViewIndexQuoteStyle: tuple[str, str] | None = None

    def __init__(
        self,
        maxLen: int = 255,
        caseSensitive: CaseSensitiveEnum = CaseSensitiveEnum.CASE_SENSITIVE,
        columnQuoteStyle: tuple[str, str] | None = None,
        tableViewIndexQuoteStyle: tuple[str, str] | None = None,
    ) -> None: ...
    def fmtCol(self, s: str) -> str:
        """A column name, cut and quoted for the database."""
    def fmtTVI(self, s: str) -> str:
        """A table, view or index name, cut and quoted for the database."""
    @staticmethod
    def truncateIdentifier(s: str, maxLen: int) -> str:
        """Cuts a name that is too long and marks it with an underscore and three hexadecimal digits of its hash."""
    def mapRawDatasetName(
        self, dp: _DataPlatform[Any], w: _Workspace, dsg: _DatasetGroup, store: _Datastore, ds: _Dataset
    ) -> str:
        """The table that holds a dataset for a workspace group."""
    def mapRawDatasetView(
        self, dp: _DataPlatform[Any], w: _Workspace, dsg: _DatasetGroup, store: _Datastore, ds: _Dataset
    ) -> str:
        """The view through which a workspace group sees a dataset: platform_workspace_group_store_dataset."""
    def mapAttributeName(
        self, w: _Workspace, dsg: _DatasetGroup, store: _Datastore, ds: _Dataset, attributeName: str
    ) -> str:
        """The column that holds an attribute of a dataset."""

class DefaultDataContainerNamingMapper(DataContainerNamingMapper):
    """The naming used by SQL containers: cut to the database's limit, quoted where the database quotes."""

    def __init__(
        self,
        identifierLengthLimit: Annotated[int, into("maxLen")] = 63,
        caseSensitive: CaseSensitiveEnum = CaseSensitiveEnum.CASE_SENSITIVE,
        allowQuotes: Annotated[tuple[str, str] | None, into("columnQuoteStyle")] = None,
    ) -> None: ...

class DataContainer(_Documentable, _JSONable, ABC):
    """A place that holds data: a database, a message server, an object store. Base class.

    Locations are given as a set; a list is taken for a description and lost. Equality ignores the description, the hash
    uses the name alone.
    """

    name: str
    locations: Annotated[set[_LocationKey], distinct]
    serverSideEncryptionKeys: _EncryptionSystem | None = None
    clientSideEncryptionKeys: _EncryptionSystem | None = None
    isReadOnly: bool = False
    productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None

    def __init__(
        self,
        name: str,
        *args: Annotated[set[_LocationKey], into("locations")]
        | Annotated[_Documentation, into("documentation", otherwise=True)],
    ) -> None: ...
    def add(
        self,
        *args: Annotated[set[_LocationKey], into("locations")]
        | Annotated[_Documentation, into("documentation", otherwise=True)],
    ) -> None:
        """Adds a set of locations; any object that is not a set becomes the description."""
    def getName(self) -> str:
        """The container's name."""
    def lint(self, eco: _Ecosystem, tree: _ValidationTree) -> None:
        """Checks the container and its locations."""
    def areLocationsOwnedByTheseVendors(self, eco: _Ecosystem, vendors: set[_CloudVendor]) -> bool:
        """Whether every location belongs to one of the cloud companies."""
    def areAllLocationsInLocations(self, locations: set[_LocationKey]) -> bool:
        """Whether every location is one of the given ones."""
    def getNamingAdapter(self) -> DataContainerNamingMapper:
        """How names are written in this container."""

class DataPlatformManagedDataContainer(DataContainer):
    """Leaves a workspace's container to whichever data platform serves it. It has no locations of its own."""

    def __init__(self, name: str) -> None: ...

@observed
@since("1.4.39")
class DataContainerParams(_UserDSLObject):
    """Connection settings of a database container."""

    loginTimeout: int | None = None

    def __init__(self, loginTimeout: int | None = None) -> None: ...

class SQLDatabase(DataContainer):
    """A SQL database. Usually one of the named kinds is used instead."""

    databaseName: str
    identifierLengthLimit: int = 64
    poolSize: int = 5
    maxOverflow: int = 10
    dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None

    def __init__(
        self,
        name: str,
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        identifierLengthLimit: int = 64,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
    ) -> None: ...

class HostPortPair(_UserDSLObject):
    """A host name or address and a port."""

    hostName: str
    port: int

    def __init__(self, hostName: str, port: int) -> None: ...
    def lint(self, tree: _ValidationTree) -> None:
        """Checks host and port."""

class HostPortPairList(_UserDSLObject):
    """Several hosts and ports, such as the members of a cluster."""

    pairs: list[HostPortPair]

    def __init__(self, pairs: list[HostPortPair]) -> None: ...
    def lint(self, tree: _ValidationTree) -> None:
        """Checks every pair."""

class HostPortSQLDatabase(SQLDatabase):
    """A SQL database reached by host and port. Here locations come before the host; in its subclasses after."""

    identifierLengthLimit: int = 63
    hostPortPair: HostPortPair

    def __init__(
        self,
        name: str,
        locations: Annotated[set[_LocationKey], into("locations")],
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        databaseName: str,
        identifierLengthLimit: int = 63,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
    ) -> None: ...

class SnowFlakeDatabase(SQLDatabase):
    """A Snowflake database, named by account. Names may have 255 characters and are quoted."""

    identifierLengthLimit: int = 255
    account: str = ""
    region: str | None = None
    warehouse: str | None = None
    schema: str | None = None
    role: str | None = None

    def __init__(
        self,
        name: str,
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        account: str = "",
        region: str | None = None,
        warehouse: str | None = None,
        schema: str | None = None,
        role: str | None = None,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class PostgresDatabase(HostPortSQLDatabase):
    """A PostgreSQL database. Names may have 63 characters and are quoted."""

    identifierLengthLimit: int = 63

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class MySQLDatabase(HostPortSQLDatabase):
    """A MySQL database. Names may have 64 characters."""

    identifierLengthLimit: int = 64

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class OracleDatabase(HostPortSQLDatabase):
    """An Oracle database. Names may have 128 characters and are quoted."""

    identifierLengthLimit: int = 128

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class DB2Database(HostPortSQLDatabase):
    """A DB2 database. Names may have 128 characters and are quoted."""

    identifierLengthLimit: int = 128

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class SQLServerDatabase(HostPortSQLDatabase):
    """A Microsoft SQL Server database. Names may have 128 characters and are written in square brackets."""

    identifierLengthLimit: int = 128
    trustServerCertificate: bool = True
    commandTimeout: int = 30

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        trustServerCertificate: bool = True,
        commandTimeout: int = 30,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

@observed
@since("1.4.0")
class AzureSQLDatabase(SQLServerDatabase):
    """An Azure SQL database."""

    identifierLengthLimit: int = 128
    trustServerCertificate: bool = True
    commandTimeout: int = 30

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        trustServerCertificate: bool = True,
        commandTimeout: int = 30,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

@observed
@since("1.4.0")
class AzureSQLHyperscaleDatabase(AzureSQLDatabase):
    """An Azure SQL database of the Hyperscale tier."""

    identifierLengthLimit: int = 128
    trustServerCertificate: bool = True
    commandTimeout: int = 30

    def __init__(
        self,
        name: str,
        hostPort: Annotated[HostPortPair, into("hostPortPair")],
        locations: Annotated[set[_LocationKey], into("locations")],
        databaseName: str,
        trustServerCertificate: bool = True,
        commandTimeout: int = 30,
        poolSize: int = 5,
        maxOverflow: int = 10,
        productionStatus: Annotated[ProductionStatus | None, since("0.3.1")] = None,
        dataContainerParams: Annotated[DataContainerParams | None, since("1.4.39")] = None,
    ) -> None: ...

class ObjectStorage(DataContainer, ABC):
    """A bucket in an object store. The library leaves it abstract, so making one raises TypeError."""

    endPointURI: str | None = None
    bucketName: str
    prefix: str | None = None

    def __init__(
        self,
        name: str,
        locs: Annotated[set[_LocationKey], into("locations")],
        endPointURI: str | None,
        bucketName: str,
        prefix: str | None,
    ) -> None: ...

@observed
@since("1.4.0")
class AzureObjectContainer(DataContainer):
    """A container in an Azure storage account, used to stage bulk data.

    Its name has to equal the external data source or external stage set up in the target database.
    """

    storageAccountName: str
    containerName: str
    prefix: str | None = None

    def __init__(
        self,
        name: str,
        locations: Annotated[set[_LocationKey], into("locations")],
        storageAccountName: str,
        containerName: str,
        prefix: str | None = None,
        productionStatus: ProductionStatus | None = None,
    ) -> None: ...

@unhashable
class PyOdbcSourceInfo(SQLDatabase):
    """A database reached through an ODBC driver. It cannot be put into a set, so it cannot back a workspace."""

    serverHost: str
    driver: str
    connectionStringTemplate: str

    def __init__(
        self,
        name: str,
        locs: Annotated[set[_LocationKey], into("locations")],
        serverHost: str,
        databaseName: str,
        driver: str,
        connectionStringTemplate: str,
        poolSize: int = 5,
        maxOverflow: int = 10,
    ) -> None: ...

_CapturePart = (
    Annotated[_StepTrigger, into("stepTrigger", once=True)]
    | Annotated[IngestionConsistencyType, into("singleOrMultiDatasetIngestion", once=True)]
    | Annotated[DataContainer, into("dataContainer", once=True, otherwise=True)]
)

@unhashable
class CaptureMetaData(_UserDSLObject, ABC):
    """How a datastore's data is produced or captured. Base class.

    Trigger, consistency and container may each be given once; a second one raises AttributeAlreadySetException.
    """

    singleOrMultiDatasetIngestion: IngestionConsistencyType | None = None
    stepTrigger: _StepTrigger | None = None
    dataContainer: DataContainer | _EnvRefDataContainer | None = None

    def __init__(self, *args: _CapturePart) -> None: ...
    def getDataContainer(self) -> DataContainer:
        """The container; ValueError when there is none."""
    def add(self, *args: _CapturePart) -> None:
        """Sets a trigger, a consistency or a container; any other object is taken for the container."""
    def lint(
        self, eco: _Ecosystem, gz: _GovernanceZone, t: _Team, d: _Datastore, tree: _ValidationTree
    ) -> None:
        """Checks the capture settings in the context of their datastore."""

class DataTransformerOutput(CaptureMetaData):
    """Marks a datastore as written by a workspace's transformer.

    The team sets it when a workspace with a transformer is added; authors leave capture metadata out there.
    """

    workSpaceName: str
    singleOrMultiDatasetIngestion: IngestionConsistencyType | None = IngestionConsistencyType.MULTI_DATASET

    def __init__(self, workSpaceName: str) -> None: ...

_IngestionPart = (
    Annotated[_Credential, into("credential", once=True)]
    | Annotated[_StepTrigger, into("stepTrigger", once=True)]
    | Annotated[IngestionConsistencyType, into("singleOrMultiDatasetIngestion", once=True)]
    | Annotated[DataContainer, into("dataContainer", once=True, otherwise=True)]
)

class IngestionMetadata(CaptureMetaData, ABC):
    """Capture that reads from a source with a credential. Base class."""

    credential: _Credential | None = None

    def __init__(self, *args: _IngestionPart) -> None: ...
    def getCredential(self) -> _Credential:
        """The credential; ValueError when there is none."""
    def add(self, *args: _IngestionPart) -> None:
        """Sets a credential, a trigger, a consistency or a container; any other object is taken for the container."""

class CDCCaptureIngestion(IngestionMetadata):
    """Capture of a source's own change log."""

    def __init__(
        self,
        dc: Annotated[DataContainer | _EnvRefDataContainer, into("dataContainer", once=True)],
        *args: _IngestionPart,
    ) -> None: ...

_SQLIngestionPart = (
    Annotated[_Credential, into("credential", once=True)]
    | Annotated[_StepTrigger, into("stepTrigger", once=True)]
    | Annotated[IngestionConsistencyType, into("singleOrMultiDatasetIngestion", once=True)]
    | Annotated[dict[str, str], into("")]
    | Annotated[DataContainer, into("dataContainer", once=True, otherwise=True)]
)

class SQLIngestion(IngestionMetadata):
    """Capture from a SQL database. Usually one of the named kinds is used instead.

    A dict of table names passed here is discarded by the library; assign `tableForDataset` afterwards.
    """

    tableForDataset: dict[str, str]

    def __init__(
        self,
        db: Annotated[SQLDatabase | _EnvRefDataContainer, into("dataContainer", once=True)],
        *args: _SQLIngestionPart,
    ) -> None: ...

class SQLSnapshotIngestion(SQLIngestion):
    """Reads whole tables each time the trigger fires and works out what changed.

    Takes the database, then trigger, consistency and credential in any order.
    """

    def __init__(
        self,
        db: Annotated[SQLDatabase | _EnvRefDataContainer, into("dataContainer", once=True)],
        *args: _SQLIngestionPart,
    ) -> None: ...

@observed
@since("1.1.0")
class SQLCDCIngestion(SQLIngestion):
    """Reads a database's change tables each time the trigger fires.

    Takes the database, then trigger, consistency and credential in any order.
    """

    def __init__(
        self,
        db: Annotated[SQLDatabase | _EnvRefDataContainer, into("dataContainer", once=True)],
        *args: _SQLIngestionPart,
    ) -> None: ...

class SQLMergeIngestion(SQLIngestion):
    """Reads from the merge tables of another data platform. Made by the Yellow platform, not by authors."""

    dataPlatform: _DataPlatform[Any]

    def __init__(
        self,
        db: Annotated[SQLDatabase, into("dataContainer", once=True)],
        dp: Annotated[_DataPlatform[Any], into("dataPlatform")],
        *args: _SQLIngestionPart,
    ) -> None: ...

class SQLWatermarkSnapshotDeltaIngestion(SQLIngestion):
    """Reads only rows whose watermark column has grown since the last time."""

    watermarkColumn: str
    watermarkDataType: _DataType

    def __init__(
        self,
        db: Annotated[SQLDatabase | _EnvRefDataContainer, into("dataContainer", once=True)],
        watermarkColumn: str,
        watermarkDataType: _DataType,
        *args: _SQLIngestionPart,
    ) -> None: ...

_StreamingPart = (
    Annotated[_Credential, into("credential", once=True)]
    | Annotated[_StepTrigger, into("stepTrigger", once=True)]
    | Annotated[IngestionConsistencyType, into("singleOrMultiDatasetIngestion", once=True)]
    | Annotated[dict[str, str], into("topicForDataset")]
    | Annotated[DataContainer, into("dataContainer", once=True, otherwise=True)]
)

class StreamingIngestion(IngestionMetadata, ABC):
    """Capture from a stream of messages. Base class."""

    topicForDataset: dict[str, str]

    def __init__(
        self,
        dc: Annotated[DataContainer | _EnvRefDataContainer, into("dataContainer", once=True)],
        *args: _StreamingPart,
    ) -> None: ...

@unhashable
class KafkaServer(DataContainer):
    """A Kafka cluster. It cannot be put into a set, so it cannot back a workspace."""

    bootstrapServers: HostPortPairList
    groupID: str | None = None
    caCertificate: _Credential | None = None

    def __init__(
        self,
        name: str,
        locs: Annotated[set[_LocationKey], into("locations")],
        bootstrapServers: HostPortPairList,
        groupID: str | None = None,
        caCert: Annotated[_Credential | None, into("caCertificate")] = None,
    ) -> None: ...

class KafkaIngestion(StreamingIngestion):
    """Capture from Kafka topics. A dict given here maps dataset names to topics."""

    kafkaServer: KafkaServer

    def __init__(
        self,
        kafkaServer: Annotated[KafkaServer, into("kafkaServer"), into("dataContainer", once=True)],
        *args: _StreamingPart,
    ) -> None: ...

class DatasetPerTopicKafkaIngestion(KafkaIngestion):
    """Capture from Kafka with one topic for each dataset."""

    def __init__(
        self,
        kafkaServer: Annotated[KafkaServer, into("kafkaServer"), into("dataContainer", once=True)],
        *args: _StreamingPart,
    ) -> None: ...

@observed
@since("0.5.1")
class TestCaptureMetaData(CaptureMetaData):
    """Stands in for real capture in tests of transformers."""

    def __init__(self, *args: _CapturePart) -> None: ...

@observed
@since("1.4.0")
class BulkObjectStorageBinding(_UserDSLObject):
    """Ties an object container to a target database, with the credential that writes to it."""

    container: AzureObjectContainer
    writerCredential: _Credential | None = None

    def __init__(
        self,
        container: AzureObjectContainer,
        writerCredential: _Credential | None = None,
    ) -> None: ...
