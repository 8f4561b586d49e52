//! `server`: the language server on the stream a client wants it on.

use std::path::Path;

use anyhow::Context as _;
use tokio::io::{AsyncRead, AsyncWrite, split};
use tokio::net::TcpStream;
use tokio::runtime::Builder;

use super::{Exit, ServerArgs};
use crate::server::{Outcome, ServeOptions, serve};

pub(super) fn run(arguments: &ServerArgs) -> anyhow::Result<Exit> {
    let runtime = Builder::new_multi_thread()
        // The engine has threads of its own; these only pass messages.
        .worker_threads(2)
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(on_transport(arguments));
    // A thread may be waiting for input that never comes.
    runtime.shutdown_background();
    Ok(match outcome? {
        Outcome::ShutDown => Exit::Clean,
        Outcome::Abandoned => Exit::Problems,
    })
}

async fn on_transport(arguments: &ServerArgs) -> anyhow::Result<Outcome> {
    let transport = &arguments.transport;
    if let Some(port) = transport.socket {
        let stream = TcpStream::connect(("127.0.0.1", port)).await;
        let stream = stream.with_context(|| format!("nobody listens on port {port}"))?;
        // Messages are small and somebody is waiting for them.
        stream.set_nodelay(true)?;
        return Ok(on_stream(stream).await);
    }
    if let Some(name) = &transport.pipe {
        let stream = connect(name).await;
        let stream = stream.with_context(|| format!("nobody listens on `{}`", name.display()))?;
        return Ok(on_stream(stream).await);
    }
    let (input, output) = (tokio::io::stdin(), tokio::io::stdout());
    Ok(serve(input, output, ServeOptions::default()).await)
}

async fn on_stream<S>(stream: S) -> Outcome
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (input, output) = split(stream);
    serve(input, output, ServeOptions::default()).await
}

#[cfg(unix)]
async fn connect(name: &Path) -> std::io::Result<tokio::net::UnixStream> {
    tokio::net::UnixStream::connect(name).await
}

#[cfg(windows)]
async fn connect(name: &Path) -> std::io::Result<tokio::net::windows::named_pipe::NamedPipeClient> {
    tokio::net::windows::named_pipe::ClientOptions::new().open(name)
}
