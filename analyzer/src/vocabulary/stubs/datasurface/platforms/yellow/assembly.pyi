"""What a Yellow provider consists of on Kubernetes: Airflow, databases, storage, network."""

from abc import ABC
from typing import Annotated, Any, Generic, TypeVar
from _vocabulary import fresh, into, observed, since, unhashable, until
from datasurface.md.containers import (
    HostPortPair as HostPortPair,
    HostPortSQLDatabase as HostPortSQLDatabase,
    PostgresDatabase as PostgresDatabase,
)
from datasurface.md.credential import Credential as Credential
from datasurface.md.governance import Ecosystem as Ecosystem, StorageRequirement as StorageRequirement
from datasurface.md.lint import (
    ProblemSeverity as ProblemSeverity,
    UserDSLObject as UserDSLObject,
    ValidationTree as ValidationTree,
)

__partial__: bool = True

_DB = TypeVar("_DB", bound=HostPortSQLDatabase)

class K8sUtils:
    """Helpers for Kubernetes names."""

    @staticmethod
    def to_k8s_name(name: str) -> str:
        """The name in the form Kubernetes accepts: lower case, dashes for blanks and underscores, the rest dropped."""
    @staticmethod
    def isLegalKubernetesNamespaceName(name: str) -> bool:
        """Whether the text can name a namespace."""

@unhashable
class K8sResourceLimits(UserDSLObject):
    """Memory and processors a pod asks for, and the most it may use."""

    requested_memory: StorageRequirement
    limits_memory: StorageRequirement
    requested_cpu: float
    limits_cpu: float

    def __init__(
        self,
        requested_memory: StorageRequirement,
        limits_memory: StorageRequirement,
        requested_cpu: float,
        limits_cpu: float,
    ) -> None: ...
    def to_k8s_json(self) -> dict[str, Any]:
        """The limits as Kubernetes writes them."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks amounts, and that no request is above its limit."""

@unhashable
class GitCacheConfig(UserDSLObject):
    """A shared volume that keeps clones of model repositories. It has to be writable by many pods at once."""

    enabled: bool = True
    pvc_name: str = "git-cache-pvc"
    pv_name: str = "git-cache-pv"
    storage_size: Annotated[StorageRequirement, fresh("5G")]
    storageClass: str = "standard"
    access_mode: str = "ReadWriteMany"
    git_cache_max_age_minutes: int = 5
    cacheLocalPath: str = "/cache/git-cache"

    def __init__(
        self,
        enabled: bool = True,
        pvc_name: str = "git-cache-pvc",
        pv_name: str = "git-cache-pv",
        storage_size: StorageRequirement = ...,
        storageClass: str = "standard",
        access_mode: str = "ReadWriteMany",
        git_cache_max_age_minutes: int = 5,
        cacheLocalPath: str = "/cache/git-cache",
    ) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks size and access mode."""
    def mergeToYAMLContext(self, eco: Ecosystem) -> dict[str, Any]:
        """The settings as the deployment templates take them."""

class Component(ABC):
    """A piece of a Kubernetes deployment. Base class."""

    name: str
    namespace: str

    def __init__(self, name: str, namespace: str) -> None: ...
    def render(self, env: Any, templateContext: dict[str, Any]) -> str:
        """The piece as YAML."""
    @staticmethod
    def storageToKubernetesFormat(s: StorageRequirement) -> str:
        """An amount of storage as Kubernetes writes it."""
    @staticmethod
    def cpuToKubernetesFormat(cpu: float) -> str:
        """A share of processors as Kubernetes writes it."""
    def generateBootstrapArtifacts(
        self, eco: Ecosystem, context: dict[str, Any], jinjaEnv: Any, ringLevel: int
    ) -> dict[str, str]:
        """The files that set the piece up."""

class NamespaceComponent(Component):
    """The namespace itself."""

    def __init__(self, name: str, namespace: str) -> None: ...

class LoggingComponent(Component):
    """Log settings of a provider."""

    def __init__(self, psp_name: Annotated[str, into("name")], namespace: str) -> None: ...

class NetworkPolicyComponent(Component):
    """Which network connections a provider's pods may open."""

    def __init__(self, psp_name: Annotated[str, into("name")], namespace: str) -> None: ...

class Airflow2XComponent(Component):
    """Airflow 2 with web server and scheduler."""

    dbCred: Credential
    db: HostPortSQLDatabase
    dagCreds: list[Credential]
    webserverResourceLimits: K8sResourceLimits | None = None
    schedulerResourceLimits: K8sResourceLimits | None = None
    airflow_image: str = "datasurface/airflow:2.11.0"

    def __init__(
        self,
        name: str,
        namespace: str,
        dbCred: Credential,
        db: HostPortSQLDatabase,
        dagCreds: list[Credential],
        webserverResourceLimits: K8sResourceLimits | None = None,
        schedulerResourceLimits: K8sResourceLimits | None = None,
        airflow_image: str = "datasurface/airflow:2.11.0",
    ) -> None: ...

class PostgresComponent(Component):
    """A PostgreSQL server with its storage."""

    dbCred: Credential
    db: PostgresDatabase
    storageNeeds: StorageRequirement
    resourceLimits: K8sResourceLimits | None = None
    postgres_image: str = "postgres:15"

    def __init__(
        self,
        name: str,
        namespace: str,
        dbCred: Credential,
        db: PostgresDatabase,
        storageNeeds: StorageRequirement,
        resourceLimits: K8sResourceLimits | None = None,
        postgres_image: str = "postgres:15",
    ) -> None: ...

class PVCComponent(Component):
    """A claim on a volume."""

    capacity: StorageRequirement
    storageClass: str
    accessMode: str

    def __init__(
        self, name: str, namespace: str, capacity: StorageRequirement, storageClass: str, accessMode: str
    ) -> None: ...

class NFSComponent(Component):
    """A file server with volumes for server and clients."""

    nfs_server_node: str
    nfs_server_pvc_name: str
    nfs_server_pv_name: str
    nfs_client_pvc_name: str
    nfs_client_pv_name: str

    def __init__(
        self,
        name: str,
        namespace: str,
        nfs_server_node: str,
        nfs_server_pvc_name: str,
        nfs_server_pv_name: str,
        nfs_client_pvc_name: str,
        nfs_client_pv_name: str,
        nfs_server_storage: Annotated[StorageRequirement, into("")] = ...,
        nfs_client_storage: Annotated[StorageRequirement, into("")] = ...,
        nfs_server_host_path: Annotated[str | None, into("")] = None,
        nfs_server_image: Annotated[str, into("")] = ...,
    ) -> None: ...

class Assembly:
    """The components of a provider, ready to be written out."""

    name: str
    namespace: str
    components: list[Component]

    def __init__(self, name: str, namespace: str, components: list[Component]) -> None: ...
    def generateYaml(self, env: Any, templateContext: dict[str, Any]) -> str:
        """All components as YAML."""
    def generateBootstrapArtifacts(
        self, eco: Ecosystem, context: dict[str, Any], jinjaEnv: Any, ringLevel: int
    ) -> dict[str, str]:
        """The files that set all components up."""

@unhashable
class K8sAssemblyFactory(UserDSLObject, ABC, Generic[_DB]):
    """Describes what a Yellow provider consists of. Base class; pick the assembly that matches your databases."""

    name: str
    namespace: str
    git_cache_config: GitCacheConfig

    def __init__(self, name: str, namespace: str, git_cache_config: GitCacheConfig) -> None: ...
    def createAssembly(self, mergeRW_Credential: Credential, mergeDB: _DB) -> Assembly:
        """The components, for a given merge database."""
    def lint(self, eco: Ecosystem, tree: ValidationTree) -> None:
        """Checks namespace, cache and limits."""
    def createYAMLContext(self, eco: Ecosystem) -> dict[str, Any]:
        """The settings as the deployment templates take them."""

class YellowSinglePostgresDatabaseAssembly(K8sAssemblyFactory[PostgresDatabase]):
    """Runs one PostgreSQL server inside the cluster for both merge data and Airflow, with a file server."""

    nfs_server_node: str
    afHostPortPair: HostPortPair
    dbStorageNeeds: StorageRequirement
    dbResourceLimits: K8sResourceLimits | None = None
    afWebserverResourceLimits: K8sResourceLimits | None = None
    afSchedulerResourceLimits: K8sResourceLimits | None = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        nfs_server_node: str,
        afHostPortPair: HostPortPair,
        dbStorageNeeds: StorageRequirement,
        dbResourceLimits: K8sResourceLimits | None = None,
        afWebserverResourceLimits: K8sResourceLimits | None = None,
        afSchedulerResourceLimits: K8sResourceLimits | None = None,
    ) -> None: ...

@until("0.0.50")
class YellowSingleDatabaseAssembly(K8sAssemblyFactory[PostgresDatabase]):
    """The former name of `YellowSinglePostgresDatabaseAssembly`."""

    nfs_server_node: str
    afHostPortPair: HostPortPair
    pgStorageNeeds: StorageRequirement
    pgResourceLimits: K8sResourceLimits | None = None
    afWebserverResourceLimits: K8sResourceLimits | None = None
    afSchedulerResourceLimits: K8sResourceLimits | None = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        nfs_server_node: str,
        afHostPortPair: HostPortPair,
        pgStorageNeeds: StorageRequirement,
        pgResourceLimits: K8sResourceLimits | None = None,
        afWebserverResourceLimits: K8sResourceLimits | None = None,
        afSchedulerResourceLimits: K8sResourceLimits | None = None,
    ) -> None: ...

class YellowExternalSingleDatabaseAssembly(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Runs Airflow inside the cluster; the database for both merge data and Airflow is outside."""

    afHostPortPair: HostPortPair
    afWebserverResourceLimits: K8sResourceLimits | None = None
    afSchedulerResourceLimits: K8sResourceLimits | None = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        afHostPortPair: HostPortPair,
        afWebserverResourceLimits: K8sResourceLimits | None = None,
        afSchedulerResourceLimits: K8sResourceLimits | None = None,
    ) -> None: ...

class YellowTwinPostgresDatabaseAssembly(K8sAssemblyFactory[PostgresDatabase]):
    """Runs two PostgreSQL servers inside the cluster, one for merge data and one for Airflow."""

    nfs_server_node: str
    mergeDBStorageNeeds: StorageRequirement
    afDBcred: Credential
    afDB: PostgresDatabase
    afDBStorageNeeds: StorageRequirement
    afHostPortPair: HostPortPair

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        nfs_server_node: str,
        mergeDBStorageNeeds: StorageRequirement,
        afDBcred: Credential,
        afDB: PostgresDatabase,
        afDBStorageNeeds: StorageRequirement,
        afHostPortPair: HostPortPair,
    ) -> None: ...

class YellowTwinDatabaseAssembly(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Runs Airflow inside the cluster; merge data and Airflow have databases of their own outside."""

    afDBcred: Credential
    afDB: PostgresDatabase
    afWebserverResourceLimits: K8sResourceLimits
    afSchedulerResourceLimits: K8sResourceLimits

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        afDBcred: Credential,
        afDB: PostgresDatabase,
        afWebserverResourceLimits: K8sResourceLimits,
        afSchedulerResourceLimits: K8sResourceLimits,
    ) -> None: ...

@observed
@since("0.3.2")
class YellowExternalAirflow3AndMergeDatabase(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Uses an Airflow 3 and a merge database that both run already, outside the provider's own deployment."""

    roMergeCRGCredential: Annotated[Credential | None, since("0.3.4")] = None
    afHostPortPair: HostPortPair | None = None
    airflowServiceAccount: str | None = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        roMergeCRGCredential: Annotated[Credential | None, since("0.3.4")] = None,
        afHostPortPair: HostPortPair | None = None,
        airflowServiceAccount: str | None = None,
    ) -> None: ...
