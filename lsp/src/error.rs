//! Why a request has no answer.

use std::borrow::Cow;

use tower_lsp::jsonrpc::{Error, ErrorCode};

use crate::worker::Unanswered;

/// The server does not know what was asked, or cannot say.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RequestError {
    /// The parameters have the right shape and mean nothing.
    #[error("{0}")]
    InvalidParams(String),
    /// The text was edited before the question could be answered.
    #[error("the text is another one by now")]
    Outdated,
    /// What was asked for cannot be done, for a reason that people are told.
    #[error("{0}")]
    Refused(String),
    /// The session is over.
    #[error("the server is shutting down")]
    ShuttingDown,
    /// A mistake of ours; the server goes on.
    #[error("internal error: {0}")]
    Internal(String),
}

impl From<Unanswered> for RequestError {
    fn from(why: Unanswered) -> Self {
        match why {
            Unanswered::Outdated => Self::Outdated,
            Unanswered::Failed(why) => Self::Internal(why),
            Unanswered::Ended => Self::ShuttingDown,
        }
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        let code = match &error {
            RequestError::InvalidParams(_) => ErrorCode::InvalidParams,
            RequestError::Outdated => ErrorCode::ContentModified,
            // `RequestFailed`, as the protocol has it since 3.17.
            RequestError::Refused(_) => ErrorCode::ServerError(-32803),
            // `ServerCancelled`, as the protocol has it since 3.17.
            RequestError::ShuttingDown => ErrorCode::ServerError(-32802),
            RequestError::Internal(_) => ErrorCode::InternalError,
        };
        Self {
            code,
            message: Cow::Owned(error.to_string()),
            data: None,
        }
    }
}
