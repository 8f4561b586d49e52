//! The files above the teams: ecosystem, places, sources, owners, zones, mapping.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::team::{Team, workspace_names};
use super::words::{SITES, VENDORS};
use super::{Page, Shape};

/// The constant in `places.py` for a site.
pub(super) fn site_constant(vendor: usize, region: usize, site: usize) -> String {
    let (name, _, regions) = VENDORS[vendor];
    format!(
        "{}_{}_{site}",
        name.to_uppercase(),
        regions[region].to_uppercase()
    )
}

/// The text of a location key.
pub(super) fn site_key(vendor: usize, region: usize, site: usize) -> String {
    let (name, _, regions) = VENDORS[vendor];
    format!("{name}:{}/Site_{site}", regions[region])
}

/// Sites that every zone allows: the first region of every vendor.
pub(super) const SHARED_REGION: usize = 0;

/// All files that are not a team's.
pub(super) fn files(shape: Shape) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert("eco.py".to_owned(), eco(shape));
    files.insert("places.py".to_owned(), places());
    files.insert("sources.py".to_owned(), sources());
    files.insert("owners.py".to_owned(), owners());
    for zone in 0..shape.zones() {
        files.insert(format!("zone_{zone:02}.py"), zone_file(shape, zone));
    }
    files.insert("dsg_platform_mapping.json".to_owned(), mapping(shape));
    files
}

fn eco(shape: Shape) -> String {
    let mut page = Page::default();
    page.line(
        "\"\"\"The enterprise: its vendors, its one warehouse, and its governance zones.\"\"\"",
    );
    page.line("");
    page.import(
        "datasurface.md",
        &["Ecosystem", "GovernanceZoneDeclaration", "LocationKey"],
    );
    page.import("datasurface.md.documentation", &["PlainTextDocumentation"]);
    page.import(
        "datasurface.platforms.legacy",
        &["LegacyDataPlatform", "LegacyPlatformServiceProvider"],
    );
    page.line("");
    page.import("owners", &["branch"]);
    page.import(
        "places",
        &[site_constant(0, SHARED_REGION, 1).as_str(), "defineVendors"],
    );
    for zone in 0..shape.zones() {
        page.import(
            &format!("zone_{zone:02}"),
            &[format!("defineZone{zone:02}").as_str()],
        );
    }
    page.function("def createWarehouse() -> LegacyPlatformServiceProvider:", |page| {
        page.block("return LegacyPlatformServiceProvider(", ")", |page| {
            page.line("\"Warehouse_PSP\",");
            page.line(format!("{{LocationKey({})}},", site_constant(0, SHARED_REGION, 1)));
            page.line("[LegacyDataPlatform(\"Warehouse\", PlainTextDocumentation(\"Loads everything every night\"))],");
        });
    });
    page.function("def createEcosystem() -> Ecosystem:", |page| {
        page.block("ecosys: Ecosystem = Ecosystem(", ")", |page| {
            page.line("name=\"Enterprise\",");
            page.line("repo=branch(\"main\"),");
            page.line("platform_services_providers=[createWarehouse()],");
            page.line("infrastructure_vendors=defineVendors(),");
            page.line("liveRepo=branch(\"live\"),");
            page.block("governance_zone_declarations=[", "],", |page| {
                for zone in 0..shape.zones() {
                    page.line(format!(
                        "GovernanceZoneDeclaration(\"Zone_{zone:02}\", branch(\"zone_{zone:02}\")),"
                    ));
                }
            });
        });
        for zone in 0..shape.zones() {
            page.line(format!(
                "defineZone{zone:02}(ecosys.getZoneOrThrow(\"Zone_{zone:02}\"))"
            ));
        }
        page.line("return ecosys");
    });
    page.text
}

fn places() -> String {
    let mut page = Page::default();
    page.line("\"\"\"Where machines stand.\"\"\"");
    page.line("");
    page.import(
        "datasurface.md",
        &[
            "CloudVendor",
            "InfrastructureLocation",
            "InfrastructureVendor",
        ],
    );
    page.import("datasurface.md.documentation", &["PlainTextDocumentation"]);
    page.line("");
    page.line("SITES: list[str] = [\"Site_1\", \"Site_2\", \"Site_3\"]");
    for (vendor, (name, _, regions)) in VENDORS.iter().enumerate() {
        page.line("");
        page.line(format!("{}: str = \"{name}\"", name.to_uppercase()));
        for (region, region_name) in regions.iter().enumerate() {
            for site in 1..=SITES {
                let constant = site_constant(vendor, region, site);
                let upper = name.to_uppercase();
                page.line(match site {
                    1 => format!("{constant} = {upper} + \":{region_name}/Site_{site}\""),
                    2 => format!("{constant}: str = f\"{{{upper}}}:{region_name}/Site_{site}\""),
                    _ => format!("{constant}: str = \"{name}:{region_name}/Site_{site}\""),
                });
            }
        }
    }
    page.function("def region(name: str) -> InfrastructureLocation:", |page| {
        page.line("return InfrastructureLocation(name=name, locations=[InfrastructureLocation(name=site) for site in SITES])");
    });
    page.function(
        "def defineVendors() -> list[InfrastructureVendor]:",
        |page| {
            page.block("return [", "]", |page| {
                for (name, cloud, regions) in VENDORS {
                    page.block("InfrastructureVendor(", "),", |page| {
                        page.line(format!("name={},", name.to_uppercase()));
                        page.line(format!("cloud_vendor=CloudVendor.{cloud},"));
                        page.line(format!(
                            "documentation=PlainTextDocumentation(\"Machines of {name}\"),"
                        ));
                        let regions = regions.map(|name| format!("region(\"{name}\")"));
                        page.line(format!("locations=[{}],", regions.join(", ")));
                    });
                }
            });
        },
    );
    page.text
}

fn sources() -> String {
    let mut page = Page::default();
    page.line("\"\"\"Databases, and how they are read.\"\"\"");
    page.line("");
    page.import(
        "datasurface.md",
        &[
            "CronTrigger",
            "HostPortPair",
            "IngestionConsistencyType",
            "LocationKey",
            "PostgresDatabase",
            "SQLSnapshotIngestion",
        ],
    );
    page.import(
        "datasurface.md.credential",
        &["Credential", "CredentialType"],
    );
    page.line("");
    page.line("PORT: int = 5432");
    page.function("def database(name: str, place: str) -> PostgresDatabase:", |page| {
        page.line("return PostgresDatabase(name, HostPortPair(f\"{name}.db.internal\", PORT), {LocationKey(place)}, name)");
    });
    page.function(
        "def nightly(source: PostgresDatabase, hour: int) -> SQLSnapshotIngestion:",
        |page| {
            page.block("return SQLSnapshotIngestion(", ")", |page| {
                page.line("source,");
                page.line("CronTrigger(f\"Every night at {hour}\", f\"0 {hour} * * *\"),");
                page.line("IngestionConsistencyType.MULTI_DATASET,");
                page.line("Credential(f\"{source.name}_reader\", CredentialType.USER_PASSWORD),");
            });
        },
    );
    page.text
}

fn owners() -> String {
    let mut page = Page::default();
    page.line("\"\"\"Who may change what: one branch per owner.\"\"\"");
    page.line("");
    page.import("datasurface.md.repo", &["GitHubRepository"]);
    page.line("");
    page.line("OWNER: str = \"enterprise\"");
    page.line("MODEL: str = f\"{OWNER}/data-model\"");
    page.function("def branch(region: str) -> GitHubRepository:", |page| {
        page.line("return GitHubRepository(MODEL, f\"{region}_edit\")");
    });
    page.text
}

/// A zone allows the shared sites and, if it is strict about the rest, a region of its own;
/// otherwise it names one place where its data must not be.
fn zone_file(shape: Shape, zone: usize) -> String {
    let teams: Vec<Team> = (0..shape.teams)
        .filter(|team| shape.zone_of(*team) == zone)
        .map(Team::new)
        .collect();
    let strict = zone.is_multiple_of(2);
    let own = zone % VENDORS.len();
    let mut constants: Vec<String> = Vec::new();
    if strict {
        for vendor in 0..VENDORS.len() {
            constants.extend((1..=SITES).map(|site| site_constant(vendor, SHARED_REGION, site)));
        }
        constants.extend((1..=SITES).map(|site| site_constant(own, 1, site)));
    } else {
        constants.push(site_constant(own, 2, 3));
    }

    let mut page = Page::default();
    page.line(format!(
        "\"\"\"Zone {zone:02}: which teams it has, and where its data may be.\"\"\""
    ));
    page.line("");
    page.import(
        "datasurface.md",
        &[
            "CloudVendor",
            "GovernanceZone",
            "InfraHardVendorPolicy",
            "InfraStructureLocationPolicy",
            "LocationKey",
            "TeamDeclaration",
        ],
    );
    page.import("datasurface.md.documentation", &["PlainTextDocumentation"]);
    page.line("");
    page.import("owners", &["branch"]);
    page.import(
        "places",
        &constants.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    for team in &teams {
        page.import(&team.module(), &[team.define_function().as_str()]);
    }
    page.function(
        format!("def defineZone{zone:02}(zone: GovernanceZone) -> GovernanceZone:"),
        |page| {
            page.line(format!(
                "zone.add(PlainTextDocumentation(\"{} teams under one set of policies\"))",
                teams.len()
            ));
            page.block("zone.add(", ")", |page| {
                page.block("InfraStructureLocationPolicy(", "),", |page| {
                    page.line(format!("\"Places of zone {zone:02}\","));
                    page.line("PlainTextDocumentation(\"Where copies of our data may stand\"),");
                    let argument = if strict { "allowed" } else { "notAllowed" };
                    page.block(format!("{argument}={{"), "},", |page| {
                        for constant in &constants {
                            page.line(format!("LocationKey({constant}),"));
                        }
                    });
                });
                page.block("InfraHardVendorPolicy(", "),", |page| {
                    page.line(format!("\"Vendors of zone {zone:02}\","));
                    page.line("PlainTextDocumentation(\"Who may run them\"),");
                    let clouds = VENDORS.map(|(_, cloud, _)| format!("CloudVendor.{cloud}"));
                    page.line(format!("allowed={{{}}},", clouds.join(", ")));
                });
            });
            page.block("zone.add(", ")", |page| {
                for team in &teams {
                    page.line(format!(
                        "TeamDeclaration(\"{}\", branch(\"{}\")),",
                        team.name(),
                        team.prefix()
                    ));
                }
            });
            for team in &teams {
                page.line(format!(
                    "{}(zone.getTeamOrThrow(\"{}\"))",
                    team.define_function(),
                    team.name()
                ));
            }
            page.line("return zone");
        },
    );
    page.text
}

fn mapping(shape: Shape) -> String {
    let mut text = String::from("[\n");
    for team in 0..shape.teams {
        for workspace in workspace_names(shape, &Team::new(team)) {
            if text.len() > 2 {
                text.push_str(",\n");
            }
            let _ = write!(
                text,
                r#"  {{
    "dsgName": "current",
    "workspace": "{workspace}",
    "assignments": [
      {{
        "dataPlatform": "Warehouse",
        "documentation": "Loaded every night",
        "productionStatus": "PRODUCTION",
        "deprecationsAllowed": "NEVER",
        "status": "PROVISIONED"
      }}
    ]
  }}"#
            );
        }
    }
    text.push_str("\n]\n");
    text
}
