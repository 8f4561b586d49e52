//! `datasurface/liveText`: a file as it is in the baseline.

use datasurface_analyzer::{FileError, Files as _};

use super::Request;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{LIVE_TEXT, LiveTextParams, LiveTextReport, PROTOCOL_VERSION};
use crate::session::Session;
use crate::worker::View;

pub(crate) enum LiveText {}

impl Request for LiveText {
    const METHOD: &'static str = LIVE_TEXT;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = LiveTextParams;
    type Answer = LiveTextReport;

    fn answer(
        _session: &Session,
        view: &View,
        params: LiveTextParams,
    ) -> Result<LiveTextReport, RequestError> {
        let file = convert::file_of(&params.text_document.uri)?;
        let mut report = LiveTextReport {
            version: PROTOCOL_VERSION,
            base: None,
            text: None,
            problem: None,
        };
        let Some(model) = convert::model_of(view, &file) else {
            report.problem = Some("the file is below no model".to_owned());
            return Ok(report);
        };
        let Some(base) = &model.base else {
            report.problem.clone_from(&model.problem);
            return Ok(report);
        };
        report.base = Some(convert::base(base));
        match base.files.read(&file).map(String::from_utf8) {
            Ok(Ok(text)) => report.text = Some(text),
            Ok(Err(_)) => report.problem = Some("the file is not UTF-8".to_owned()),
            Err(FileError::NotFound) => {
                report.problem = Some(format!("`{}` has no such file", base.name));
            }
            Err(FileError::Other(message)) => report.problem = Some(message),
        }
        Ok(report)
    }
}
