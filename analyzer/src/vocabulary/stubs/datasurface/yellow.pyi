"""The Yellow platform in one import (since 1.4). `K8sCQRSHint` is not here but in `datasurface.platforms.yellow`."""

from datasurface.md.containers import (
    BulkObjectStorageBinding as BulkObjectStorageBinding,  # since 1.4.0
)
from datasurface.platforms.yellow.assembly import (
    GitCacheConfig as GitCacheConfig,
    K8sResourceLimits as K8sResourceLimits,
)
from datasurface.platforms.yellow.azure_assembly import (
    YellowAzureExternalAirflow3AndMergeDatabase as YellowAzureExternalAirflow3AndMergeDatabase,  # since 1.1.0
)
from datasurface.platforms.yellow.yellow_dp import (
    K8sIngestionHint as K8sIngestionHint,
    YellowDataPlatform as YellowDataPlatform,
    YellowPlatformServiceProvider as YellowPlatformServiceProvider,
)

__since__: str = "1.4.0"
__partial__: bool = True
