"""How the teams of this network ask for data."""

from datasurface.md import (
    ConsumerRetentionRequirements,
    DataLatency,
    DataMilestoningStrategy,
    DatasetGroup,
    DatasetSink,
    WorkspacePlatformConfig,
)


def currentState(latency: DataLatency) -> WorkspacePlatformConfig:
    return WorkspacePlatformConfig(
        ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, latency, None)
    )


def fullHistory(regulator: str) -> WorkspacePlatformConfig:
    return WorkspacePlatformConfig(
        hist=ConsumerRetentionRequirements(
            r=DataMilestoningStrategy.FORENSIC,
            latency=DataLatency.DAYS,
            regulator=regulator,
        )
    )


def everything(group: str, store: str, datasets: list[str], latency: DataLatency) -> DatasetGroup:
    """A group that reads the given datasets of one store."""
    sinks: list[DatasetSink] = []
    for dataset in datasets:
        sinks.append(DatasetSink(store, dataset))
    return DatasetGroup(group, sinks=sinks, platform_chooser=currentState(latency))
