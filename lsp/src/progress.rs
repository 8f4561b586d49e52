//! Progress of the first load, in the client's own way of showing it.

use std::sync::Arc;

use tower_lsp::ls_types::request::WorkDoneProgressCreate;

use crate::convert;
use crate::session::Session;

/// Shows that a workspace is being read for the first time.
pub(crate) fn show_first_load(session: &Arc<Session>) {
    if !session.features.progress {
        return;
    }
    let showing = Arc::clone(session);
    session.spawn(async move {
        let client = &showing.client;
        let (params, token) = convert::progress("datasurface/load");
        if client
            .send_request::<WorkDoneProgressCreate>(params)
            .await
            .is_err()
        {
            return;
        }
        let progress = client
            .progress(token, "DataSurface")
            .with_message("reading the model")
            .begin()
            .await;
        showing.worker.evaluated_once().await;
        progress.finish().await;
    });
}
