"""Assemblies for Microsoft's Kubernetes service (1.x)."""

from typing import Annotated
from _vocabulary import observed, since
from datasurface.md.containers import HostPortPair as _HostPortPair, HostPortSQLDatabase as _HostPortSQLDatabase
from datasurface.md.credential import Credential as _Credential
from datasurface.platforms.yellow.assembly import (
    GitCacheConfig as GitCacheConfig,
    K8sAssemblyFactory as K8sAssemblyFactory,
)

__since__: str = "1.1.0"

@observed
@since("1.1.0")
class YellowAzureExternalAirflow3AndMergeDatabase(K8sAssemblyFactory[_HostPortSQLDatabase]):
    """Uses an Airflow 3 and a merge database that run already, on Azure.

    Secrets come from the cluster, or from Azure ("azure") or HashiCorp ("vault") when `externalSecretProvider` says so.
    """

    roMergeCRGCredential: _Credential | None = None
    afHostPortPair: _HostPortPair | None = None
    airflowServiceAccount: str | None = None
    externalSecretProvider: Annotated[str | None, since("1.4.0")] = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        roMergeCRGCredential: _Credential | None = None,
        afHostPortPair: _HostPortPair | None = None,
        airflowServiceAccount: str | None = None,
        externalSecretProvider: Annotated[str | None, since("1.4.0")] = None,
    ) -> None: ...
