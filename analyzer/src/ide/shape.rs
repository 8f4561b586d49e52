//! Which classes of the DSL name something, and in which way.

use crate::model::node::Node;

/// How objects of a class name things.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Ecosystem,
    Zone,
    ZoneDeclaration,
    Team,
    TeamDeclaration,
    Environment,
    EnvironmentDeclaration,
    ProviderDeclaration,
    Datastore,
    Dataset,
    Column,
    KeyList,
    Watermark,
    TransformerOutput,
    Workspace,
    Group,
    Sink,
    Transformer,
    Provider,
    Platform,
    ReplicaGroup,
    Vendor,
    Location,
    Container,
    Credential,
    Policy,
    LocationKey,
    VendorKey,
    PlatformKey,
    PlatformName,
    IngestionHint,
    TransformerHint,
    Replication,
    Approval,
    Assignment,
    PrimaryIngestion,
    EnvironmentMap,
    EnvironmentConfig,
    ContainerRef,
    SelectorRef,
    ImageRef,
    ConfigRef,
    Repository,
    Other,
}

/// Classes and their shapes; the first that fits counts.
const SHAPES: [(&str, Shape); 43] = [
    ("DDLColumn", Shape::Column),
    ("Dataset", Shape::Dataset),
    ("DatasetSink", Shape::Sink),
    ("DatasetGroup", Shape::Group),
    ("Datastore", Shape::Datastore),
    ("Workspace", Shape::Workspace),
    ("Ecosystem", Shape::Ecosystem),
    ("GovernanceZone", Shape::Zone),
    ("GovernanceZoneDeclaration", Shape::ZoneDeclaration),
    ("Team", Shape::Team),
    ("TeamDeclaration", Shape::TeamDeclaration),
    ("RuntimeEnvironment", Shape::Environment),
    ("RuntimeDeclaration", Shape::EnvironmentDeclaration),
    ("PSPDeclaration", Shape::ProviderDeclaration),
    ("PrimaryKeyList", Shape::KeyList),
    ("PartitionKeyList", Shape::KeyList),
    ("SQLWatermarkSnapshotDeltaIngestion", Shape::Watermark),
    ("DataTransformerOutput", Shape::TransformerOutput),
    ("DataTransformer", Shape::Transformer),
    ("PlatformServicesProvider", Shape::Provider),
    ("DataPlatform", Shape::Platform),
    ("ConsumerReplicaGroup", Shape::ReplicaGroup),
    ("InfrastructureVendor", Shape::Vendor),
    ("InfrastructureLocation", Shape::Location),
    ("EnvRefDataContainer", Shape::ContainerRef),
    ("EnvRefReleaseSelector", Shape::SelectorRef),
    ("EnvRefDockerImage", Shape::ImageRef),
    ("EnvRefConfigMap", Shape::ConfigRef),
    ("DataContainer", Shape::Container),
    ("Credential", Shape::Credential),
    ("LocationKey", Shape::LocationKey),
    ("VendorKey", Shape::VendorKey),
    ("DataPlatformKey", Shape::PlatformKey),
    ("LegacyDataPlatformChooser", Shape::PlatformName),
    ("PlatformIngestionHint", Shape::IngestionHint),
    ("PlatformDataTransformerHint", Shape::TransformerHint),
    ("DataTransformerExecutionPlacement", Shape::Replication),
    ("DatasetDSGApproval", Shape::Approval),
    ("DatasetGroupDataPlatformAssignments", Shape::Assignment),
    ("PrimaryIngestionPlatform", Shape::PrimaryIngestion),
    ("EnvironmentMap", Shape::EnvironmentMap),
    ("StaticConfigMap", Shape::EnvironmentConfig),
    ("Policy", Shape::Policy),
];

/// Further classes, of shapes that others have.
const MORE: [(&str, Shape); 4] = [
    ("CQRSRuntimeHint", Shape::Replication),
    ("DSGDataPlatformAssignment", Shape::Assignment),
    ("GitHubRepository", Shape::Repository),
    ("GitLabRepository", Shape::Repository),
];

impl Shape {
    /// The shape of an object.
    pub(super) fn of(node: Node<'_>) -> Self {
        let mut all = SHAPES.iter().chain(&MORE);
        let found = all.find(|(class, _)| node.is(class));
        found.map_or(Self::Other, |(_, shape)| *shape)
    }

    /// Whether its objects are visited for themselves.
    pub(super) fn is_entity(self) -> bool {
        matches!(
            self,
            Self::Ecosystem
                | Self::Zone
                | Self::Team
                | Self::Datastore
                | Self::Workspace
                | Self::Environment
                | Self::Provider
        )
    }
}
