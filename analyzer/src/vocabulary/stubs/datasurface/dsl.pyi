"""Ecosystem, zones, teams, stores, workspaces, environments and platforms (1.x). Was `datasurface.md.governance`."""

from datasurface.md.containers import (
    DataPlatformManagedDataContainer as DataPlatformManagedDataContainer,
)
from datasurface.md.governance import (
    CQRSRuntimeHint as CQRSRuntimeHint,  # since 1.4.0
    CodeArtifact as CodeArtifact,
    ConsumerReplicaGroup as ConsumerReplicaGroup,  # since 0.1.9
    ConsumerRetentionRequirements as ConsumerRetentionRequirements,
    DSGDataPlatformAssignment as DSGDataPlatformAssignment,
    DataLatency as DataLatency,
    DataMilestoningStrategy as DataMilestoningStrategy,
    DataPlatform as DataPlatform,
    DataPlatformPolicy as DataPlatformPolicy,
    DataTransformer as DataTransformer,
    DataTransformerExecutionPlacement as DataTransformerExecutionPlacement,  # since 0.1.13
    DataTransformerOutputMode as DataTransformerOutputMode,  # since 1.3.7
    Dataset as Dataset,
    DatasetDSGApproval as DatasetDSGApproval,
    DatasetGroup as DatasetGroup,
    DatasetGroupDataPlatformAssignments as DatasetGroupDataPlatformAssignments,
    DatasetGroupDataPlatformMappingStatus as DatasetGroupDataPlatformMappingStatus,
    DatasetSink as DatasetSink,
    Datastore as Datastore,
    DeprecationInfo as DeprecationInfo,
    DeprecationStatus as DeprecationStatus,
    DeprecationsAllowed as DeprecationsAllowed,
    Ecosystem as Ecosystem,
    EcosystemPipelineGraph as EcosystemPipelineGraph,
    EnvRefConfigMap as EnvRefConfigMap,  # since 1.1.0
    EnvRefDataContainer as EnvRefDataContainer,  # since 0.2.7
    EnvRefDockerImage as EnvRefDockerImage,  # since 1.1.0
    EnvironmentMap as EnvironmentMap,  # since 0.2.7
    GovernanceZone as GovernanceZone,
    GovernanceZoneDeclaration as GovernanceZoneDeclaration,
    InfraHardVendorPolicy as InfraHardVendorPolicy,
    InfraStructureLocationPolicy as InfraStructureLocationPolicy,
    InfraStructureVendorPolicy as InfraStructureVendorPolicy,
    IngestionConsistencyType as IngestionConsistencyType,
    PSPDeclaration as PSPDeclaration,  # since 0.2.6
    PlatformDataTransformerHint as PlatformDataTransformerHint,
    PlatformIngestionHint as PlatformIngestionHint,
    PlatformPipelineGraph as PlatformPipelineGraph,
    PlatformRuntimeHint as PlatformRuntimeHint,
    PlatformServicesProvider as PlatformServicesProvider,
    PolicyMandatedRule as PolicyMandatedRule,
    PrimaryIngestionPlatform as PrimaryIngestionPlatform,
    ProductionStatus as ProductionStatus,
    RuntimeDeclaration as RuntimeDeclaration,  # since 0.2.7
    RuntimeEnvironment as RuntimeEnvironment,  # since 0.2.7
    StaticConfigMap as StaticConfigMap,  # since 1.1.0
    StoragePolicy as StoragePolicy,
    StoragePolicyAllowAnyContainer as StoragePolicyAllowAnyContainer,
    StorageRequirement as StorageRequirement,
    Team as Team,
    TeamDeclaration as TeamDeclaration,
    VendorKey as VendorKey,
    WorkloadTier as WorkloadTier,
    Workspace as Workspace,
    WorkspaceFixedDataPlatform as WorkspaceFixedDataPlatform,
    WorkspacePlatformConfig as WorkspacePlatformConfig,
    WorkspacePriority as WorkspacePriority,
)
from datasurface.md.vendor import (
    CloudVendor as CloudVendor,
    InfrastructureLocation as InfrastructureLocation,
    InfrastructureVendor as InfrastructureVendor,
)

__since__: str = "0.7.0"
__partial__: bool = True
