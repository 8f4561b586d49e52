//! Requests: one file each, listed in one table.
//!
//! A request is asked of the text its sender saw: every handler gets a view that has seen all
//! edits sent before it, and runs on a thread of its own where it may take its time. A question
//! about the model runs on the thread that owns it, and has to be short. A method
//! of the protocol itself also needs its one line in `backend.rs`.

mod assists;
mod changes;
mod code_action;
mod code_lens;
mod code_lens_resolve;
mod completion;
mod completion_resolve;
mod declaration;
mod definition;
mod document_highlight;
mod document_link;
mod document_symbol;
mod explain;
mod hover;
mod implementation;
mod incoming_calls;
mod inlay_hint;
mod live_definition;
mod live_text;
mod model_tree;
mod outgoing_calls;
mod owners;
mod pipeline_graph;
mod prepare_call_hierarchy;
mod prepare_rename;
mod prepare_type_hierarchy;
mod references;
mod rename;
mod signature_help;
mod status;
mod subtypes;
mod supertypes;
mod test_hooks;
mod type_definition;
mod workspace_symbol;

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use datasurface_analyzer::Analysis;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::{LspServiceBuilder, jsonrpc};

use crate::backend::Backend;
use crate::capability::Capability;
use crate::error::RequestError;
use crate::session::Session;
use crate::worker::{Answer, View};

/// How a request is answered.
pub(crate) trait Request: Send + 'static {
    /// Its name in the protocol.
    const METHOD: &'static str;
    /// What handling it lets the server say of itself.
    const CAPABILITY: Capability;
    /// How long to wait for a view that has seen everything; then any view will do. Without,
    /// as long as it takes.
    const PATIENCE: Option<Duration> = None;

    type Params: DeserializeOwned + Send + 'static;
    type Answer: Serialize + Send + 'static;

    /// Answers from a view.
    fn answer(
        session: &Session,
        view: &View,
        params: Self::Params,
    ) -> Result<Self::Answer, RequestError>;
}

/// What a question gives.
pub(crate) type Answered<Q> = Result<<Q as Question>::Answer, RequestError>;

/// How a question about the model is answered: on the thread that owns it, between two
/// evaluations, from the text that its sender saw.
pub(crate) trait Question: Send + 'static {
    /// Its name in the protocol.
    const METHOD: &'static str;
    /// What handling it lets the server say of itself.
    const CAPABILITY: Capability;

    type Params: DeserializeOwned + Send + 'static;
    type Answer: Serialize + Send + 'static;

    /// Finds the answer.
    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: Self::Params,
    ) -> Result<Self::Answer, RequestError>;
}

/// The [`Answer`] to a question of any kind.
pub(crate) type Queued = Box<dyn Any + Send>;

fn queue_question<Q: Question>(
    session: &Arc<Session>,
    request: &jsonrpc::Request,
) -> Option<Queued> {
    let params = request.params().cloned().unwrap_or(Value::Null);
    // What cannot be read is refused by the router, in words of its own.
    let params = serde_json::from_value(params).ok()?;
    let asking = Arc::clone(session);
    let answer: Answer<Answered<Q>> = session
        .worker
        .ask(move |analysis| Q::answer(&asking, analysis, params));
    Some(Box::new(answer))
}

// Those of the protocol are routed by tower-lsp, in `backend.rs`.
macro_rules! requests {
    (
        $(#[question] $asked:path,)* $(#[own_question] $wondered:path,)* $(#[protocol] $own:path,)* $($handler:path),* $(,)?
    ) => {
        /// Every request handled, with what that lets the server say of itself.
        pub(crate) const HANDLED: &[(&str, Capability)] =
            &[
                $((<$asked as Question>::METHOD, <$asked as Question>::CAPABILITY),)*
                $((<$wondered as Question>::METHOD, <$wondered as Question>::CAPABILITY),)*
                $((<$own as Request>::METHOD, <$own as Request>::CAPABILITY),)*
                $((<$handler as Request>::METHOD, <$handler as Request>::CAPABILITY)),*
            ];

        /// Puts a question into the queue; `None` for what is none or cannot be read.
        pub(crate) fn queue(session: &Arc<Session>, request: &jsonrpc::Request) -> Option<Queued> {
            match request.method() {
                $(<$asked as Question>::METHOD => queue_question::<$asked>(session, request),)*
                $(<$wondered as Question>::METHOD => queue_question::<$wondered>(session, request),)*
                _ => None,
            }
        }

        /// Adds the requests of our own to the service.
        pub(crate) fn register(
            builder: LspServiceBuilder<Backend>,
        ) -> LspServiceBuilder<Backend> {
            builder
                $(.custom_method(<$wondered as Question>::METHOD, Backend::ask::<$wondered>))*
                $(.custom_method(<$handler as Request>::METHOD, Backend::answer::<$handler>))*
        }
    };
}

requests!(
    #[question]
    Assists,
    #[question]
    CodeLens,
    #[question]
    CodeLensResolve,
    #[question]
    Completion,
    #[question]
    CompletionResolve,
    #[question]
    Declaration,
    #[question]
    Definition,
    #[question]
    DocumentHighlight,
    #[question]
    DocumentLink,
    #[question]
    DocumentSymbol,
    #[question]
    Hover,
    #[question]
    Implementation,
    #[question]
    IncomingCalls,
    #[question]
    InlayHint,
    #[question]
    OutgoingCalls,
    #[question]
    PrepareCallHierarchy,
    #[question]
    PrepareTypeHierarchy,
    #[question]
    PrepareRename,
    #[question]
    References,
    #[question]
    Rename,
    #[question]
    SignatureHelp,
    #[question]
    Subtypes,
    #[question]
    Supertypes,
    #[question]
    TypeDefinition,
    #[question]
    WorkspaceSymbol,
    #[own_question]
    live_definition::LiveDefinition,
    #[own_question]
    model_tree::ModelTree,
    #[own_question]
    owners::Owners,
    #[own_question]
    pipeline_graph::PipelineGraphs,
    #[protocol]
    CodeAction,
    changes::Changes,
    live_text::LiveText,
    explain::Explain,
    status::Status
);

pub(crate) use assists::Assists;
pub(crate) use code_action::CodeAction;
pub(crate) use code_lens::CodeLens;
pub(crate) use code_lens_resolve::CodeLensResolve;
pub(crate) use completion::Completion;
pub(crate) use completion_resolve::CompletionResolve;
pub(crate) use declaration::Declaration;
pub(crate) use definition::Definition;
pub(crate) use document_highlight::DocumentHighlight;
pub(crate) use document_link::DocumentLink;
pub(crate) use document_symbol::DocumentSymbol;
pub(crate) use hover::Hover;
pub(crate) use implementation::Implementation;
pub(crate) use incoming_calls::IncomingCalls;
pub(crate) use inlay_hint::InlayHint;
pub(crate) use outgoing_calls::OutgoingCalls;
pub(crate) use prepare_call_hierarchy::PrepareCallHierarchy;
pub(crate) use prepare_rename::PrepareRename;
pub(crate) use prepare_type_hierarchy::PrepareTypeHierarchy;
pub(crate) use references::References;
pub(crate) use rename::Rename;
pub(crate) use signature_help::SignatureHelp;
pub(crate) use subtypes::Subtypes;
pub(crate) use supertypes::Supertypes;
pub(crate) use test_hooks::register as register_test_hooks;
pub(crate) use type_definition::TypeDefinition;
pub(crate) use workspace_symbol::WorkspaceSymbol;
