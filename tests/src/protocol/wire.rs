//! Messages as bytes.

use serde_json::Value;
use tokio::io::{
    AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream, ReadHalf,
    WriteHalf,
};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::PATIENCE;

/// The client's end of what it writes.
#[derive(Debug)]
pub(super) struct Writer(pub(super) Option<WriteHalf<DuplexStream>>);

impl Writer {
    pub(super) async fn message(&mut self, message: &Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.bytes(framed.as_bytes()).await;
    }

    pub(super) async fn bytes(&mut self, bytes: &[u8]) {
        if let Some(out) = &mut self.0 {
            // When the server has ended, whoever waits for an answer will notice.
            let written = timeout(PATIENCE, out.write_all(bytes)).await;
            assert!(written.is_ok(), "the server does not read");
        }
    }

    pub(super) async fn close(&mut self) {
        if let Some(mut out) = self.0.take() {
            let _ = out.shutdown().await;
        }
    }
}

/// Reads messages until the server ends.
pub(super) async fn read(input: ReadHalf<DuplexStream>, messages: mpsc::UnboundedSender<Value>) {
    let mut input = BufReader::new(input);
    while let Some(message) = message(&mut input).await {
        if messages.send(message).is_err() {
            return;
        }
    }
}

async fn message(input: &mut BufReader<ReadHalf<DuplexStream>>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let Some(length) = length else {
        panic!("a message of the server without a length");
    };
    let mut body = vec![0; length];
    input.read_exact(&mut body).await.ok()?;
    match serde_json::from_slice(&body) {
        Ok(message) => Some(message),
        Err(error) => panic!("the server sent what is not JSON: {error}"),
    }
}
