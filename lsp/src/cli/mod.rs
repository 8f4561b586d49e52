//! The command line.

mod baseline;
mod check;
mod diff;
mod diff_pipelines;
mod explain;
mod fix;
mod formats;
mod frames;
mod graph;
mod model;
mod output;
mod serve;
mod stubs;
#[cfg(test)]
mod tests;
mod version;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use clap::{Args, Parser, Subcommand, ValueEnum};
use datasurface_analyzer::DslVersion;

/// The engine recurses where models nest; address space costs nothing until it is used.
const STACK: usize = 512 * 1024 * 1024;

/// Language server and checker for DataSurface models.
#[derive(Debug, Parser)]
#[command(name = "datasurface-ls", version, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 clean, 1 problems found, 2 usage, configuration or IO \
                        error, 101 internal error.\nLogs go to stderr; DATASURFACE_LOG selects \
                        them (for example `debug`)."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the language server.
    Server(ServerArgs),
    /// Evaluates every model under PATH and reports all findings.
    Check(CheckArgs),
    /// Shows the pipelines that follow from the models under PATH.
    Graph(GraphArgs),
    /// Shows what the models under PATH evaluate to.
    Model(ModelArgs),
    /// Says what a pull request would be told: who may make the changes, and whom they break.
    Diff(DiffArgs),
    /// Shows the page of a rule, or all rules.
    Explain(ExplainArgs),
    /// Writes the DSL's vocabulary as a package of stubs for type checkers.
    Stubs(StubsArgs),
    /// Shows the versions of this program and of what it speaks.
    Version(VersionArgs),
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Transport {
    /// Speaks on standard input and output (the default).
    #[arg(long)]
    stdio: bool,
    /// Connects to a local socket or named pipe the client listens on.
    #[arg(long, value_name = "NAME")]
    pipe: Option<PathBuf>,
    /// Connects to a port of this machine the client listens on.
    #[arg(long, value_name = "PORT")]
    socket: Option<u16>,
}

#[derive(Debug, Args)]
struct ServerArgs {
    #[command(flatten)]
    transport: Transport,
    /// Some clients tell their process on the command line as well as in `initialize`.
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process_id: Option<u32>,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Folder to search for models, or the entry file of one.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t)]
    output_format: ReportFormat,
    /// Folder that file names are written relative to, PATH unless said otherwise. What annotates
    /// pull requests wants the repository's.
    #[arg(long, value_name = "FOLDER")]
    relative_to: Option<PathBuf>,
    /// Applies the fixes that need no look, and reports what is left.
    #[arg(long)]
    fix: bool,
    /// Shows what `--fix` would change, and changes nothing.
    #[arg(long, conflicts_with_all = ["fix", "write_baseline"])]
    diff: bool,
    /// File of known findings, which are not reported; `known-findings` of `[tool.datasurface]`
    /// unless said otherwise.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Writes what is found to a file of known findings.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// Findings as failed tests.
    Junit,
}

#[derive(Debug, Args)]
struct GraphArgs {
    /// Folder to search for models, or the entry file of one.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// Shows the pipelines of this platform only.
    #[arg(long, value_name = "NAME")]
    platform: Option<String>,
    /// Shows the pipelines of this runtime environment only.
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
    /// How they are written.
    #[arg(long, value_enum, default_value_t)]
    output_format: GraphFormat,
}

/// How pipelines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum GraphFormat {
    /// For people: a tree for each platform.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For Graphviz.
    Dot,
    /// For Markdown.
    Mermaid,
    /// A picture.
    Svg,
}

#[derive(Debug, Args)]
struct DiffArgs {
    /// Folder of the model, or its entry file.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// What it is compared with: a folder, or a revision of the repository it is in. Unless said
    /// otherwise the branch that is live, else where the branch left the default branch.
    #[arg(long, value_name = "DIR_OR_REVISION")]
    base: Option<String>,
    /// Where the pull request comes from, on GitLab URL#OWNER/REPO@BRANCH. Unless said otherwise
    /// the remote repository and the current branch.
    #[arg(long = "as", value_name = "OWNER/REPO@BRANCH")]
    acting_as: Option<String>,
    /// Changes that break consumers were approved: they are reported and not rejected.
    #[arg(long)]
    allow_breaking_changes: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    output_format: DiffFormat,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
}

#[derive(Debug, Args)]
struct ModelArgs {
    /// Folder to search for models, or the entry file of one.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// How the model is written.
    #[arg(long, value_enum, default_value_t)]
    output_format: ModelFormat,
}

/// How a model is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ModelFormat {
    /// For programs.
    #[default]
    Json,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// The rule's code; without it all rules are listed.
    code: Option<String>,
}

#[derive(Debug, Args)]
struct StubsArgs {
    /// Folder that type checkers are pointed at; the package `datasurface` is written into it.
    folder: PathBuf,
    /// Leaves out what this version of the DSL does not have: `1.8.4`, or a line as `0.x` or `1.x`.
    #[arg(long, value_name = "VERSION", value_parser = stubs::version)]
    dsl_version: Option<DslVersion>,
}

#[derive(Debug, Args)]
struct VersionArgs {
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    output_format: Format,
}

/// How output is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// How a command ended, where it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Clean,
    Problems,
}

impl From<Exit> for u8 {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => 0,
            Exit::Problems => 1,
        }
    }
}

/// Usage, configuration or IO error.
const FAILED: u8 = 2;
/// A mistake of ours.
const INTERNAL: u8 = 101;

/// Runs the command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(help_or_error) => {
            // Nothing can be said to somebody whose terminal is gone.
            let _ = help_or_error.print();
            let code = u8::try_from(help_or_error.exit_code());
            return ExitCode::from(code.unwrap_or(FAILED));
        }
    };
    start_logging();
    let worker = thread::Builder::new()
        .name("main".to_owned())
        .stack_size(STACK)
        .spawn(move || execute(cli.command));
    ExitCode::from(match worker {
        Ok(worker) => conclude(worker.join()),
        Err(error) => {
            output::complain(&format!("cannot start: {error}"));
            FAILED
        }
    })
}

/// The exit code of a command, however it ended.
fn conclude(ended: thread::Result<anyhow::Result<Exit>>) -> u8 {
    match ended {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(error)) => {
            output::complain(&format!("{error:#}"));
            FAILED
        }
        Err(_panic) => {
            output::complain(
                "this is a mistake in datasurface-ls, not in your model; please report it with \
                 what stands above",
            );
            INTERNAL
        }
    }
}

fn execute(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Server(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Model(arguments) => model::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Stubs(arguments) => stubs::run(&arguments),
        Command::Version(arguments) => version::run(&arguments),
    }
}

fn start_logging() {
    use tracing_subscriber::EnvFilter;
    // tower-lsp reports every request it has no handler for as an error; that is no news.
    const QUIET: &str = "warn,tower_lsp_server::server=off";
    let filter = EnvFilter::try_from_env("DATASURFACE_LOG");
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new(QUIET)))
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .finish();
    // Only fails when something else logs already.
    let _ = tracing::subscriber::set_global_default(subscriber);
}
