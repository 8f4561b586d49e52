//! The workspaces of a team: written out, or made in a loop.

use std::collections::BTreeSet;

use super::ecosystem::{SHARED_REGION, site_constant, site_key};
use super::team::{Team, split};
use super::words::{FORMS, REGIONS, SITES, TOPICS, USES, VENDORS};
use super::{Dice, Page, Shape};

const SINKS_PER_WORKSPACE: usize = 8;
/// How far away the teams are whose stores a team reads.
const HOPS: [usize; 5] = [1, 3, 7, 12, 31];

pub(super) fn written_workspace(
    page: &mut Page,
    shape: Shape,
    team: &Team,
    workspace: (usize, &str),
    dice: &mut Dice,
) {
    let (idx, name) = workspace;
    let purpose = USES[idx];
    page.function(format!("def {purpose}_workspace() -> Workspace:"), |page| {
        page.block("return Workspace(", ")", |page| {
            page.line(format!("\"{name}\","));
            page.block("PostgresDatabase(", "),", |page| {
                page.line(format!("\"{name}\","));
                page.line(format!("HostPortPair(\"{purpose}.db.internal\", 5432),"));
                let (vendor, site) = (dice.below(VENDORS.len()), 1 + dice.below(SITES));
                if dice.one_in(2) {
                    page.line(format!(
                        "{{LocationKey(\"{}\")}},",
                        site_key(vendor, SHARED_REGION, site)
                    ));
                } else {
                    page.line(format!(
                        "{{LocationKey({})}},",
                        site_constant(vendor, SHARED_REGION, site)
                    ));
                }
                page.line(format!("\"{purpose}\","));
            });
            page.line(format!(
                "PlainTextDocumentation(\"The {purpose} of {}\"),",
                team.subject
            ));
            page.line("ProductionStatus.PRODUCTION,");
            page.block("DatasetGroup(", "),", |page| {
                page.line("\"current\",");
                page.block("sinks=[", "],", |page| {
                    for sink in written_sinks(shape, team, idx) {
                        page.line(sink);
                    }
                });
                page.block("platform_chooser=WorkspacePlatformConfig(", "),", |page| {
                    page.block("hist=ConsumerRetentionRequirements(", ")", |page| {
                        page.line("r=DataMilestoningStrategy.LIVE_ONLY,");
                        page.line(format!(
                            "latency=DataLatency.{},",
                            dice.pick(&["MINUTES", "HOURS", "DAYS"])
                        ));
                        page.line("regulator=None,");
                    });
                });
            });
        });
    });
}

/// What a workspace reads: mostly stores of other teams by their literal names, and last a
/// computed one of the neighbour.
fn written_sinks(shape: Shape, team: &Team, workspace: usize) -> BTreeSet<String> {
    let (topics, regions) = split(shape.stores_per_team);
    let mut sinks = BTreeSet::new();
    for sink in 0..SINKS_PER_WORKSPACE {
        let dataset = (workspace * 3 + sink) % shape.datasets_per_store;
        if sink + 1 == SINKS_PER_WORKSPACE && regions > 0 {
            let region = REGIONS[workspace % regions];
            sinks.insert(format!(
                "DatasetSink(f\"{{NEIGHBOUR}}_{region}\", \"part_{:02}\"),",
                dataset + 1
            ));
            continue;
        }
        let from = Team::new((team.number + HOPS[(workspace + sink) % HOPS.len()]) % shape.teams);
        let topic = TOPICS[(workspace + sink) % topics];
        sinks.insert(format!(
            "DatasetSink(\"{}_{topic}\", \"{topic}_{}\"),",
            from.prefix(),
            FORMS[dataset]
        ));
    }
    sinks
}

pub(super) fn looped_workspaces(page: &mut Page, shape: Shape, regions: usize, looped: usize) {
    page.function("def reader(purpose: str, place: str, sinks: list[DatasetSink]) -> Workspace:", |page| {
        page.line("config = WorkspacePlatformConfig(ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, DataLatency.DAYS, None))");
        page.block("return Workspace(", ")", |page| {
            page.line("f\"{PREFIX}_{purpose}\",");
            page.line("database(f\"{PREFIX}_{purpose}\", place),");
            page.line("PlainTextDocumentation(f\"Reads for {purpose}\"),");
            page.line("ProductionStatus.PRODUCTION,");
            page.line("DatasetGroup(\"current\", sinks=sinks, platform_chooser=config),");
        });
    });
    page.function("def own_sinks() -> list[DatasetSink]:", |page| {
        page.line("sinks: list[DatasetSink] = []");
        if regions > 0 {
            page.block("for region in REGIONS:", "", |page| {
                page.block(format!("for part in range(1, {}):", shape.datasets_per_store + 1), "", |page| {
                    page.line("sinks.append(DatasetSink(f\"{PREFIX}_{region}\", f\"part_{part:02d}\"))");
                });
            });
        } else {
            page.line(format!("sinks.append(DatasetSink(f\"{{PREFIX}}_{}\", \"{0}_{}\"))", TOPICS[0], FORMS[0]));
        }
        page.line("return sinks");
    });
    page.function("def looped_workspaces() -> list[Workspace]:", |page| {
        let purposes: Vec<String> = USES
            .iter()
            .rev()
            .take(looped)
            .map(|name| format!("\"{name}\""))
            .collect();
        page.line("workspaces: list[Workspace] = []");
        page.block(
            format!("for purpose in [{}]:", purposes.join(", ")),
            "",
            |page| {
                page.line(format!(
                    "workspaces.append(reader(purpose, {}, own_sinks()))",
                    site_constant(0, SHARED_REGION, 2)
                ));
            },
        );
        page.line("return workspaces");
    });
}
