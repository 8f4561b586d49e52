//! What waits to be written to the client.
//!
//! tower-lsp reads and writes in one task: when a client does not read for a while, the first
//! answer it does not take would keep us from reading its edits and cancellations, and a
//! client that writes before it reads would wait for ever. So answers are kept here, however
//! many they are; the publisher, which could send without end, waits for [`Backlog::room`].

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::{mpsc, watch};

/// More than this is a client that does not read.
const FULL: usize = 1 << 20;

/// How many bytes are waiting.
#[derive(Debug, Default)]
pub(crate) struct Backlog(watch::Sender<usize>);

impl Backlog {
    /// Waits until the client has read most of what it was sent.
    pub(crate) async fn room(&self) {
        // The sender lives as long as `self`: this cannot fail.
        let _ = self.0.subscribe().wait_for(|waiting| *waiting < FULL).await;
    }
}

/// The end tower-lsp writes to; it never blocks.
#[derive(Debug)]
pub(crate) struct Kept {
    chunks: mpsc::UnboundedSender<Vec<u8>>,
    backlog: Arc<Backlog>,
}

/// The end the client reads from.
#[derive(Debug)]
pub(crate) struct Waiting {
    chunks: mpsc::UnboundedReceiver<Vec<u8>>,
    backlog: Arc<Backlog>,
}

/// A writer that never blocks, and what it has written.
pub(crate) fn kept(backlog: Arc<Backlog>) -> (Kept, Waiting) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let kept = Kept {
        chunks: sender,
        backlog: Arc::clone(&backlog),
    };
    let waiting = Waiting {
        chunks: receiver,
        backlog,
    };
    (kept, waiting)
}

impl Waiting {
    /// Writes to the client until nothing more can come, or the client is gone.
    pub(crate) async fn write_to(mut self, output: impl AsyncWrite) {
        let mut output = std::pin::pin!(output);
        while let Some(chunk) = self.chunks.recv().await {
            if output.write_all(&chunk).await.is_err() {
                return;
            }
            self.backlog
                .0
                .send_modify(|waiting| *waiting -= chunk.len());
            if self.chunks.is_empty() && output.flush().await.is_err() {
                return;
            }
        }
        // The client may have left first.
        let _ = output.shutdown().await;
    }
}

impl AsyncWrite for Kept {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.backlog
            .0
            .send_modify(|waiting| *waiting += bytes.len());
        let sent = self.chunks.send(bytes.to_vec());
        Poll::Ready(
            sent.map(|()| bytes.len())
                .map_err(|_| io::ErrorKind::BrokenPipe.into()),
        )
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
