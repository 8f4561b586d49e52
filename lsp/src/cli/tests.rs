#![expect(clippy::unwrap_used, reason = "a folder that fails fails the test")]

use clap::CommandFactory as _;

use datasurface_analyzer::stub_package;

use super::*;

#[test]
fn the_command_line_makes_sense_to_clap() {
    Cli::command().debug_assert();
}

#[test]
fn clients_start_the_server_in_their_own_ways() {
    for arguments in [
        &["server"][..],
        &["server", "--stdio"],
        &["server", "--stdio", "--clientProcessId=1"],
        &["server", "--pipe=/tmp/x"],
        &["server", "--socket=1234"],
    ] {
        let arguments = ["datasurface-ls"].iter().chain(arguments);
        assert!(Cli::try_parse_from(arguments).is_ok());
    }
    let two = ["datasurface-ls", "server", "--stdio", "--socket=1"];
    assert!(Cli::try_parse_from(two).is_err());
}

#[test]
fn exit_codes_tell_problems_from_failures_from_mistakes_of_ours() {
    assert_eq!(conclude(Ok(Ok(Exit::Clean))), 0);
    assert_eq!(conclude(Ok(Ok(Exit::Problems))), 1);
    assert_eq!(conclude(Ok(Err(anyhow::anyhow!("no such file")))), 2);
    let panicked = thread::spawn(|| panic!("on purpose")).join();
    assert_eq!(conclude(panicked), 101);
}

#[test]
fn a_package_is_replaced_and_nothing_else() {
    let folder = std::env::temp_dir().join(format!("datasurface-stubs-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let package = folder.join("datasurface");

    stubs::write(&folder, &stub_package(None)).unwrap();
    assert!(package.join("dsl.pyi").is_file() && package.join("py.typed").is_file());
    stubs::write(&folder, &stub_package(DslVersion::newest_of("0.0.57"))).unwrap();
    assert!(!package.join("dsl.pyi").exists() && package.join("md/governance.pyi").is_file());

    std::fs::write(package.join("md/own.pyi"), "class Own: ...\n").unwrap();
    let refused = stubs::write(&folder, &stub_package(None)).unwrap_err();
    assert!(
        refused.to_string().contains("choose another folder"),
        "{refused}"
    );
    assert!(package.join("md/own.pyi").is_file() && !package.join("dsl.pyi").exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn versions_are_given_whole_or_as_a_line() {
    assert!(
        stubs::version("1.8.4").is_ok()
            && stubs::version("0.x").is_ok()
            && stubs::version("1.8").is_ok()
    );
    assert!(
        stubs::version("new").is_err()
            && stubs::version("1.x.4").is_err()
            && stubs::version("1.8.4.1").is_err()
    );
}
