"""A platform for the ecosystem of `estate`: Yellow, with a database of its own for merging.

`provider()` makes one with the platform `Fast` (live data only) unless it is given others, such as `slow()` (with
history); what a fixture is about, it says itself.
"""

from datasurface.md import HostPortPair, StorageRequirement
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.governance import PlatformRuntimeHint
from datasurface.md.keys import LocationKey
from datasurface.platforms.yellow import YellowDataPlatform, YellowPlatformServiceProvider
from datasurface.platforms.yellow.assembly import (
    GitCacheConfig,
    K8sAssemblyFactory,
    YellowExternalSingleDatabaseAssembly,
)
from datasurface.platforms.yellow.yellow_dp import K8sResourceLimits, YellowMilestoneStrategy

from estate import database

DOC = PlainTextDocumentation("Nightly batches")
TOKEN = Credential("git", CredentialType.API_TOKEN)
LOGIN = Credential("merge", CredentialType.USER_PASSWORD)


def limits(requested: str = "1G", limit: str = "2G", cpu: float = 0.5, cpu_limit: float = 1.0) -> K8sResourceLimits:
    return K8sResourceLimits(StorageRequirement(requested), StorageRequirement(limit), cpu, cpu_limit)


def cache(size: str = "5G", access_mode: str = "ReadWriteMany") -> GitCacheConfig:
    return GitCacheConfig(storage_size=StorageRequirement(size), access_mode=access_mode)


def assembly(git_cache: GitCacheConfig, namespace: str = "estate") -> K8sAssemblyFactory:
    return YellowExternalSingleDatabaseAssembly("Estate", namespace, git_cache, HostPortPair("airflow.home", 5432))


def fast() -> YellowDataPlatform:
    return YellowDataPlatform("Fast", DOC, YellowMilestoneStrategy.SCD1)


def slow() -> YellowDataPlatform:
    return YellowDataPlatform("Slow", DOC, YellowMilestoneStrategy.SCD2)


def provider(
    hints: dict[str, PlatformRuntimeHint] | None = None,
    yp_assembly: K8sAssemblyFactory | None = None,
    platforms: list[YellowDataPlatform] | None = None,
    login: Credential = LOGIN,
) -> YellowPlatformServiceProvider:
    return YellowPlatformServiceProvider(
        "Batches",
        {LocationKey("Home:Attic")},
        DOC,
        gitCredential=TOKEN,
        connectCredentials=TOKEN,
        merge_datacontainer=database("Merge", "Home:Attic"),
        mergeRW_Credential=login,
        yp_assembly=yp_assembly if yp_assembly is not None else assembly(cache()),
        dataPlatforms=platforms if platforms is not None else [fast()],
        hints=hints if hints is not None else {},
    )
