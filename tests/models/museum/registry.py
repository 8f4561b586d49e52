"""Consumers register themselves with a decorator."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from datasurface.md import (
    ConsumerRetentionRequirements,
    DataLatency,
    DataMilestoningStrategy,
    DatasetGroup,
    DatasetSink,
    Workspace,
    WorkspacePlatformConfig,
)
from datasurface.md.governance import DataPlatformManagedDataContainer

P = ParamSpec("P")
Sinks = Iterable[tuple[str, str]]

CONSUMERS: dict[str, Callable[..., Workspace]] = {}


def live(latency: DataLatency = DataLatency.DAYS) -> WorkspacePlatformConfig:
    return WorkspacePlatformConfig(
        ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, latency, None)
    )


def consumer(name: str, *, group: str = "Live") -> Callable[[Callable[P, Sinks]], Callable[P, Workspace]]:
    """Makes a workspace of a function that says which datasets are wanted."""

    def register(wanted: Callable[P, Sinks]) -> Callable[P, Workspace]:
        @wraps(wanted)
        def workspace(*args: P.args, **kwargs: P.kwargs) -> Workspace:
            sinks = [DatasetSink(store, dataset) for store, dataset in wanted(*args, **kwargs)]
            return Workspace(
                name,
                DataPlatformManagedDataContainer(f"{name} data"),
                DatasetGroup(group, sinks=sinks, platform_chooser=live()),
            )

        CONSUMERS[name] = workspace
        return workspace

    return register
