//! The service tower-lsp routes requests to.

use std::sync::{Arc, OnceLock};

use datasurface_analyzer::Files;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoImplementationParams,
    GotoImplementationResponse, GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::ls_types::{
    self as lsp, CodeActionParams, CodeActionResponse, DocumentHighlightParams,
    GotoDefinitionParams, GotoDefinitionResponse, HoverParams, InitializeParams, InitializeResult,
    ReferenceParams,
};
use tower_lsp::{Client, LanguageServer};

use crate::convert;
use crate::error::RequestError;
use crate::parent;
use crate::requests::{
    Answered, Assists, CodeAction, CodeLens, CodeLensResolve, Completion, CompletionResolve,
    Declaration, Definition, DocumentHighlight, DocumentLink, DocumentSymbol, Hover,
    Implementation, IncomingCalls, InlayHint, OutgoingCalls, PrepareCallHierarchy, PrepareRename,
    PrepareTypeHierarchy, Question, References, Rename, Request, SignatureHelp, Subtypes,
    Supertypes, TypeDefinition, WorkspaceSymbol,
};
use crate::service::{self, Connection};
use crate::session::Session;
use crate::worker::{Answer, panic_message};

/// Answers requests from the session's views. Notifications never come here: they are taken
/// in order before they could be polled out of it (see [`crate::service`]).
#[derive(Debug)]
pub(crate) struct Backend {
    client: Client,
    files: Arc<dyn Files>,
    connection: Arc<Connection>,
}

impl Backend {
    pub(crate) fn new(client: Client, files: Arc<dyn Files>, connection: Arc<Connection>) -> Self {
        Self {
            client,
            files,
            connection,
        }
    }

    /// Answers a request on a thread of its own, from a view that has seen what its sender
    /// had sent.
    pub(crate) async fn answer<R: Request>(&self, params: R::Params) -> Result<R::Answer> {
        let Some(session) = self.connection.session() else {
            return Err(RequestError::ShuttingDown.into());
        };
        let stamp = service::stamp();
        let view = match R::PATIENCE {
            None => session.worker.view_at(stamp).await,
            Some(patience) => match timeout(patience, session.worker.view_at(stamp)).await {
                Ok(view) => view,
                Err(_late) => Some(session.worker.view()),
            },
        };
        let Some(view) = view else {
            return Err(RequestError::ShuttingDown.into());
        };
        match spawn_blocking(move || R::answer(&session, &view, params)).await {
            Ok(answer) => answer.map_err(Error::from),
            Err(failure) => {
                let why = match failure.try_into_panic() {
                    Ok(panic) => panic_message(&*panic).to_owned(),
                    Err(cancelled) => cancelled.to_string(),
                };
                tracing::error!("`{}` failed: {why}", R::METHOD);
                Err(RequestError::Internal(why).into())
            }
        }
    }

    /// Waits for the answer to a question that was queued when it arrived.
    pub(crate) async fn ask<Q: Question>(&self, _params: Q::Params) -> Result<Q::Answer> {
        let Some(queued) = service::queued() else {
            return Err(RequestError::ShuttingDown.into());
        };
        let Ok(answer) = queued.downcast::<Answer<Answered<Q>>>() else {
            let why = format!("`{}` is answered as another question", Q::METHOD);
            return Err(RequestError::Internal(why).into());
        };
        let answer = answer.arrived().await.map_err(RequestError::from);
        answer.and_then(|answer| answer).map_err(|error| {
            if let RequestError::Internal(why) = &error {
                tracing::error!("`{}` failed: {why}", Q::METHOD);
            }
            error.into()
        })
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let opening = convert::opening(params);
        let result = convert::initialize_result(opening.encoding, opening.features);
        let process = opening.process_id;
        let files = Arc::clone(&self.files);
        let backlog = Arc::clone(&self.connection.backlog);
        let session = Session::start(self.client.clone(), opening, files, backlog)
            .map_err(|error| RequestError::Internal(error.to_string()))?;
        self.connection.open(session);
        if let Some(process) = process {
            let connection = Arc::clone(&self.connection);
            tokio::spawn(async move {
                tokio::select! {
                    () = connection.gone.raised() => {}
                    () = parent::ended(process) => connection.gone.raise(),
                }
            });
        }
        Ok(result)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let assists = self.ask::<Assists>(params.clone()).await?;
        let fixes = self.answer::<CodeAction>(params).await?;
        let mut actions = fixes.unwrap_or_default();
        actions.extend(assists);
        Ok((!actions.is_empty()).then_some(actions))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<lsp::Hover>> {
        self.ask::<Hover>(params).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.ask::<Definition>(params).await
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        self.ask::<Declaration>(params).await
    }

    async fn goto_implementation(
        &self,
        params: GotoImplementationParams,
    ) -> Result<Option<GotoImplementationResponse>> {
        self.ask::<Implementation>(params).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        self.ask::<TypeDefinition>(params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        self.ask::<References>(params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.ask::<CodeLens>(params).await
    }

    async fn code_lens_resolve(&self, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
        self.ask::<CodeLensResolve>(lens).await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        self.ask::<PrepareRename>(params).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        self.ask::<Rename>(params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        self.ask::<DocumentHighlight>(params).await
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.ask::<DocumentSymbol>(params).await
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        self.ask::<WorkspaceSymbol>(params).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: lsp::CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        self.ask::<PrepareCallHierarchy>(params).await
    }

    async fn incoming_calls(
        &self,
        params: lsp::CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        self.ask::<IncomingCalls>(params).await
    }

    async fn outgoing_calls(
        &self,
        params: lsp::CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        self.ask::<OutgoingCalls>(params).await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: lsp::TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.ask::<PrepareTypeHierarchy>(params).await
    }

    async fn supertypes(
        &self,
        params: lsp::TypeHierarchySupertypesParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.ask::<Supertypes>(params).await
    }

    async fn subtypes(
        &self,
        params: lsp::TypeHierarchySubtypesParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.ask::<Subtypes>(params).await
    }

    async fn completion(
        &self,
        params: lsp::CompletionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        self.ask::<Completion>(params).await
    }

    async fn document_link(
        &self,
        params: lsp::DocumentLinkParams,
    ) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.ask::<DocumentLink>(params).await
    }

    async fn inlay_hint(
        &self,
        params: lsp::InlayHintParams,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.ask::<InlayHint>(params).await
    }

    async fn signature_help(
        &self,
        params: lsp::SignatureHelpParams,
    ) -> Result<Option<lsp::SignatureHelp>> {
        self.ask::<SignatureHelp>(params).await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.ask::<CompletionResolve>(item).await
    }

    async fn shutdown(&self) -> Result<()> {
        // The session was closed when the request arrived (see `service`).
        Ok(())
    }
}

/// The session, once there is one.
pub(crate) type SessionCell = OnceLock<Arc<Session>>;
