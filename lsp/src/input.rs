//! A guard in front of tower-lsp's reader.
//!
//! Its reader ends for good at the first message it cannot decode. What a client sends must
//! not decide whether the server lives, so only well-formed messages get through to it; one
//! that is not is replaced by a request of a name nobody can send, which the service answers
//! with the error it deserves.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _,
    BufReader, DuplexStream, ReadBuf,
};

use crate::convert;
use crate::service::Connection;

/// Stands in for what is not JSON or not framed.
pub(crate) const UNREADABLE: &str = "\0unreadable";
/// Stands in for JSON that is no message.
pub(crate) const INVALID: &str = "\0invalid";

/// A longer message is taken for a mistake in its header.
const LONGEST: usize = 1 << 30;
/// A longer line is no header.
const LONGEST_LINE: u64 = 16 * 1024;

/// Passes messages on until either side ends.
pub(crate) async fn pump(input: impl AsyncRead + Send + Unpin, mut output: DuplexStream) {
    let mut input = BufReader::new(input);
    loop {
        let body = match next(&mut input).await {
            Some(Ok(body)) => well_formed(&body),
            Some(Err(Unframed)) => stand_in(UNREADABLE),
            None => return,
        };
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        if output.write_all(header.as_bytes()).await.is_err()
            || output.write_all(&body).await.is_err()
        {
            return;
        }
    }
}

/// Text where a header was expected.
#[derive(Debug, PartialEq, Eq)]
struct Unframed;

/// The next message's body; `None` at the end of input.
async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> Option<Result<Vec<u8>, Unframed>> {
    let mut length = None;
    let mut garbage = false;
    loop {
        let mut line = Vec::new();
        let read = (&mut *input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .await;
        if !matches!(read, Ok(1..)) {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_ascii_end();
        if line.is_empty() {
            match length {
                Some(length) => return body(input, length).await.map(Ok),
                None if garbage => return Some(Err(Unframed)),
                None => {}
            }
        } else if let Some(announced) = content_length(line) {
            garbage |= announced.is_err();
            length = announced.ok();
        } else if !is_header(line) {
            garbage = true;
        }
    }
}

async fn body(input: &mut (impl AsyncBufRead + Unpin), length: usize) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let read = input.take(length as u64).read_to_end(&mut body).await;
    (read.ok()? == length).then_some(body)
}

/// The length a header line announces, if it is that header and makes sense. What stands before
/// it on its line is the rest of a message that was longer than announced.
fn content_length(line: &str) -> Option<Result<usize, Unframed>> {
    let lower = line.to_ascii_lowercase();
    let at = lower.find("content-length:")?;
    let number = line.get(at + "content-length:".len()..)?.trim();
    let length = number.parse().ok().filter(|length| *length <= LONGEST);
    Some(length.ok_or(Unframed))
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        name.bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    })
}

/// The message as tower-lsp's reader understands it, or what stands in for it. Written anew,
/// because that reader takes exception to more than JSON does (keys given
/// twice, or unknown ones in an error).
fn well_formed(body: &[u8]) -> Vec<u8> {
    let Ok(mut message) = serde_json::from_slice::<Value>(body) else {
        return stand_in(UNREADABLE);
    };
    if let Some(error) = message.get_mut("error").and_then(Value::as_object_mut) {
        error.retain(|key, _| matches!(key.as_str(), "code" | "message" | "data"));
    }
    convert::mend(&mut message);
    if is_message(&message) {
        message.to_string().into_bytes()
    } else {
        stand_in(INVALID)
    }
}

fn is_message(message: &Value) -> bool {
    let id = match message.get("id") {
        None => true,
        Some(Value::Number(number)) => number.is_i64(),
        Some(id) => id.is_string() || id.is_null(),
    };
    let answers = || {
        let error = message.get("error");
        message.get("result").is_some()
            || error.is_some_and(|error| {
                error.get("code").is_some_and(Value::is_i64)
                    && error.get("message").is_some_and(Value::is_string)
            })
    };
    let content = match message.get("method") {
        Some(Value::String(method)) => !method.starts_with('\0'),
        Some(_) => false,
        None => message.get("id").is_some() && answers(),
    };
    message.get("jsonrpc").and_then(Value::as_str) == Some("2.0") && id && content
}

fn stand_in(method: &str) -> Vec<u8> {
    let message = json!({"jsonrpc": "2.0", "id": null, "method": method});
    message.to_string().into_bytes()
}

/// The guarded input as tower-lsp reads it; its end is the end of the client.
#[derive(Debug)]
pub(crate) struct Guarded {
    input: DuplexStream,
    connection: Arc<Connection>,
}

impl Guarded {
    pub(crate) fn new(input: DuplexStream, connection: Arc<Connection>) -> Self {
        Self { input, connection }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.input).poll_read(cx, buffer);
        if matches!(polled, Poll::Ready(Ok(()))) && buffer.filled().len() == before {
            self.connection.gone.raise();
        }
        polled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn bodies(mut input: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        while let Some(body) = next(&mut input).await {
            let body = body.map(|body| String::from_utf8_lossy(&body).into_owned());
            found.push(body.unwrap_or_else(|Unframed| "unframed".to_owned()));
        }
        found
    }

    #[tokio::test]
    async fn frames_are_found_whatever_their_headers() {
        let input = b"Content-Length: 2\r\n\r\n{}Content-Type: x; charset=utf-8\r\n\
                      content-length:3\r\nX-Other: y\r\n\r\n[1]\r\nContent-Length: 0\n\n";
        assert_eq!(bodies(input).await, ["{}", "[1]", ""]);
    }

    #[tokio::test]
    async fn garbage_is_skipped_up_to_the_next_frame() {
        let input = b"hello\r\n\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(bodies(input).await, ["unframed", "{}"]);
        let longer_than_announced = b"Content-Length: 2\r\n\r\n{}}}Content-Length: 1\r\n\r\n1";
        assert_eq!(bodies(longer_than_announced).await, ["{}", "1"]);
        let bad_length = b"Content-Length: x\r\n\r\nContent-Length: 1\r\n\r\n1";
        assert_eq!(bodies(bad_length).await, ["unframed", "1"]);
        assert_eq!(bodies(b"Content-Length: 5\r\n\r\n{}").await, [""; 0]);
    }

    #[test]
    fn only_messages_pass() {
        let passes = |body: &str| {
            let out = well_formed(body.as_bytes());
            !String::from_utf8_lossy(&out).contains("\\u0000")
        };
        for good in [
            r#"{"jsonrpc":"2.0","method":"exit"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"shutdown","params":null}"#,
            r#"{"jsonrpc":"2.0","id":"a","result":null}"#,
            r#"{"jsonrpc":"2.0","id":3,"error":{"code":-1,"message":"no","data":[]}}"#,
            r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"shutdown"}"#,
        ] {
            assert!(passes(good), "{good}");
        }
        let deep = format!(
            r#"{{"jsonrpc":"2.0","method":"x","params":{}}}"#,
            "[".repeat(1000) + &"]".repeat(1000)
        );
        for bad in [
            "",
            "{",
            "[]",
            "3",
            r#"{"jsonrpc":"1.0","method":"exit"}"#,
            r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":18446744073709551615,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#,
            r#"{"jsonrpc":"2.0","method":5}"#,
            r#"{"jsonrpc":"2.0","method":"\u0000unreadable"}"#,
            r#"{"jsonrpc":"2.0","id":1}"#,
            r#"{"jsonrpc":"2.0","result":1}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":"no"}"#,
            r#"{"jsonrpc":"2.0","method":"x","params":1e999}"#,
            &deep,
        ] {
            assert!(!passes(bad), "{bad}");
        }
    }
}
