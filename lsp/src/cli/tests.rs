use clap::CommandFactory as _;

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
