//! What the server says, and waiting for it.

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Client, PATIENCE, Refusal, read};

impl Client {
    /// The answer to a request.
    pub async fn answer(&mut self, id: i64) -> Result<Value, Refusal> {
        let what = format!("the answer to request {id}");
        let mut answer = self
            .take(&what, |it| it.get("method").is_none() && it["id"] == id)
            .await;
        match answer.get("error") {
            None => Ok(answer["result"].take()),
            Some(error) => Err(Refusal {
                code: error["code"].as_i64().unwrap_or_default(),
                message: error["message"].as_str().unwrap_or_default().to_owned(),
            }),
        }
    }

    /// The answer to a request with an id of the test's own.
    pub async fn answer_to(&mut self, id: &str) -> Value {
        let what = format!("the answer to request {id}");
        let mut answer = self.take(&what, |it| it["id"] == id).await;
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].take()
    }

    /// The code with which a request was refused that had an id of the test's own.
    pub async fn refusal_of(&mut self, id: &str) -> i64 {
        let what = format!("the refusal of request {id}");
        let refusal = self.take(&what, |it| it["id"] == id).await;
        refusal["error"]["code"].as_i64().unwrap_or_default()
    }

    /// Whether a message of this name has arrived that was not read yet.
    pub fn has_unread(&self, method: &str) -> bool {
        self.unread.iter().any(|it| it["method"] == method)
    }

    /// Drops messages of this name that were not read; returns how many.
    pub fn forget(&mut self, method: &str) -> usize {
        let before = self.unread.len();
        self.unread.retain(|it| it["method"] != method);
        before - self.unread.len()
    }

    /// The code with which something was refused that had no id.
    pub async fn refusal_of_nothing(&mut self) -> i64 {
        let refusal = self
            .take("a refusal", |it| {
                it.get("error").is_some() && it["id"].is_null()
            })
            .await;
        refusal["error"]["code"].as_i64().unwrap_or_default()
    }

    /// The parameters of the next notification of this name.
    pub async fn notification(&mut self, method: &str) -> Value {
        let what = format!("a notification `{method}`");
        self.take(&what, |it| it["method"] == method && it.get("id").is_none())
            .await["params"]
            .take()
    }

    /// The next request of this name the server made and the client does not answer by itself.
    pub async fn server_request(&mut self, method: &str) -> Value {
        let what = format!("a request `{method}`");
        self.take(&what, |it| it["method"] == method && it.get("id").is_some())
            .await
    }

    /// Waits for something about the client.
    pub async fn until<T>(
        &mut self,
        what: &str,
        mut condition: impl FnMut(&Self) -> Option<T>,
    ) -> T {
        loop {
            if let Some(found) = condition(self) {
                return found;
            }
            self.receive(what).await;
        }
    }

    pub(super) async fn take(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(at) = self.unread.iter().position(&wanted)
                && let Some(message) = self.unread.remove(at)
            {
                return message;
            }
            self.receive(what).await;
        }
    }

    async fn receive(&mut self, what: &str) {
        match timeout(PATIENCE, self.incoming.recv()).await {
            Ok(Some(message)) => self.sort(message).await,
            Ok(None) => panic!("the server ended instead of {what}\n{}", self.listing()),
            Err(late) => panic!("waited in vain for {what}: {late}\n{}", self.listing()),
        }
    }

    pub(super) async fn sort(&mut self, mut message: Value) {
        let method = message["method"].as_str().unwrap_or_default().to_owned();
        match method.as_str() {
            "datasurface/status" => self.statuses.push(read(message["params"].take())),
            "datasurface/modelChanged" => {
                self.model_revision = message["params"]["revision"].as_u64();
            }
            "workspace/configuration" if self.settings.is_some() => {
                let settings = self.settings.clone();
                self.reply(&message, json!([settings])).await;
            }
            "client/registerCapability" => {
                let new = message["params"]["registrations"].as_array();
                self.registrations.extend(new.cloned().unwrap_or_default());
                self.reply(&message, Value::Null).await;
            }
            "client/unregisterCapability" => {
                // The typo is the protocol's.
                let old = message["params"]["unregisterations"].as_array().cloned();
                let old = old.unwrap_or_default();
                self.registrations
                    .retain(|new| !old.iter().any(|old| old["id"] == new["id"]));
                self.reply(&message, Value::Null).await;
            }
            "window/workDoneProgress/create" => self.reply(&message, Value::Null).await,
            _ => self.unread.push_back(message),
        }
    }

    pub(super) fn listing(&self) -> String {
        let lines: Vec<String> = self.unread.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }
}
