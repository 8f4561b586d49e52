"""Data containers and capture (1.x). Was `datasurface.md.containers`, before that `datasurface.md.governance`."""

from datasurface.md.containers import (
    AzureObjectContainer as AzureObjectContainer,  # since 1.4.0
    AzureSQLDatabase as AzureSQLDatabase,  # since 1.4.0
    AzureSQLHyperscaleDatabase as AzureSQLHyperscaleDatabase,  # since 1.4.0
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

__since__: str = "0.7.0"
__partial__: bool = True
