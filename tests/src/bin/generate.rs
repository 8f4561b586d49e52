//! Writes a generated model into a folder: `generate --size S|M|L DIR`.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::generate::{Size, generate};

fn main() -> ExitCode {
    match run() {
        Ok(said) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stdout(), "{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stderr(), "{problem:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> anyhow::Result<String> {
    const USAGE: &str = "usage: generate --size S|M|L DIR";
    let mut size = None;
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--size" {
            let name = arguments.next().ok_or_else(|| anyhow::anyhow!(USAGE))?;
            size = Some(
                Size::parse(&name)
                    .ok_or_else(|| anyhow::anyhow!("no size is called {name}; {USAGE}"))?,
            );
        } else {
            folder = Some(PathBuf::from(argument));
        }
    }
    let (Some(size), Some(folder)) = (size, folder) else {
        anyhow::bail!(USAGE);
    };
    let model = generate(size);
    model.write_to(&folder)?;
    let (lines, bytes) = model.python_size();
    Ok(format!(
        "{} files, {lines} lines and {bytes} bytes of Python in {}",
        model.files.len(),
        folder.display()
    ))
}
