"""Assemblies for Amazon's Kubernetes service."""

from typing import Annotated
from _vocabulary import observed, since
from datasurface.md.containers import (
    HostPortPair as _HostPortPair,
    HostPortSQLDatabase as HostPortSQLDatabase,
    PostgresDatabase as PostgresDatabase,
)
from datasurface.md.credential import Credential as Credential
from datasurface.md.governance import Ecosystem as Ecosystem, StorageRequirement as StorageRequirement
from datasurface.md.lint import ProblemSeverity as ProblemSeverity, ValidationTree as ValidationTree
from datasurface.platforms.yellow.assembly import (
    Assembly as Assembly,
    Component as Component,
    GitCacheConfig as GitCacheConfig,
    K8sAssemblyFactory as K8sAssemblyFactory,
    K8sResourceLimits as K8sResourceLimits,
    K8sUtils as K8sUtils,
    LoggingComponent as LoggingComponent,
    NamespaceComponent as NamespaceComponent,
    NetworkPolicyComponent as NetworkPolicyComponent,
    PVCComponent as PVCComponent,
)

__partial__: bool = True

class AirflowAWSComponent(Component):
    """Airflow 2 with an Amazon role for its pods."""

    dbCred: Credential
    db: HostPortSQLDatabase
    airflow_iam_role_arn: str
    dagCreds: list[Credential]
    webserverResourceLimits: K8sResourceLimits | None = None
    schedulerResourceLimits: K8sResourceLimits | None = None
    airflow_image: str = "datasurface/airflow:2.11.0-aws"
    aws_account_id: str = ""

    def __init__(
        self,
        name: str,
        namespace: str,
        dbCred: Credential,
        db: HostPortSQLDatabase,
        airflow_iam_role_arn: str,
        dagCreds: list[Credential],
        webserverResourceLimits: K8sResourceLimits | None = None,
        schedulerResourceLimits: K8sResourceLimits | None = None,
        airflow_image: str = "datasurface/airflow:2.11.0-aws",
        aws_account_id: str = "",
    ) -> None: ...

class YellowAWSTwinDatabaseAssembly(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Airflow on Amazon with a database of its own, beside the merge database."""

    afDBcred: Credential
    afDB: PostgresDatabase
    afWebserverResourceLimits: K8sResourceLimits
    afSchedulerResourceLimits: K8sResourceLimits
    aws_account_id: str
    airflow_iam_role_arn: str
    airflow_image: str = "datasurface/airflow:2.11.0-aws"

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        afDBcred: Credential,
        afDB: PostgresDatabase,
        afWebserverResourceLimits: K8sResourceLimits,
        afSchedulerResourceLimits: K8sResourceLimits,
        aws_account_id: str,
        airflow_iam_role_arn: str,
        airflow_image: str = "datasurface/airflow:2.11.0-aws",
    ) -> None: ...

class YellowAWSExternalDatabaseAssembly(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Airflow on Amazon; one database outside the cluster for both merge data and Airflow."""

    airflow_iam_role_arn: str
    afWebserverResourceLimits: K8sResourceLimits | None = None
    afSchedulerResourceLimits: K8sResourceLimits | None = None
    aws_account_id: str = ""
    airflow_image: str = "datasurface/airflow:2.11.0-aws"

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        airflow_iam_role_arn: str,
        afWebserverResourceLimits: K8sResourceLimits | None = None,
        afSchedulerResourceLimits: K8sResourceLimits | None = None,
        aws_account_id: str = "",
        airflow_image: str = "datasurface/airflow:2.11.0-aws",
    ) -> None: ...

@observed
@since("1.1.0")
class YellowAWSExternalAirflow3AndMergeDatabase(K8sAssemblyFactory[HostPortSQLDatabase]):
    """Uses an Airflow 3 and a merge database that run already, on Amazon.

    Secrets come from the cluster, or from Amazon ("aws") or HashiCorp ("vault") when `externalSecretProvider` says so.
    """

    roMergeCRGCredential: Credential | None = None
    afHostPortPair: _HostPortPair | None = None
    airflowServiceAccount: str | None = None
    aws_account_id: str = ""
    externalSecretProvider: Annotated[str | None, since("1.4.0")] = None

    def __init__(
        self,
        name: str,
        namespace: str,
        git_cache_config: GitCacheConfig,
        roMergeCRGCredential: Credential | None = None,
        afHostPortPair: _HostPortPair | None = None,
        airflowServiceAccount: str | None = None,
        aws_account_id: str = "",
        externalSecretProvider: Annotated[str | None, since("1.4.0")] = None,
    ) -> None: ...
