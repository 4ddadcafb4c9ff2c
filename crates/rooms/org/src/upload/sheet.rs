use api::{Failure, Spreadsheet};

use crate::lists::Exported;

/// A list that goes out, as a file of this name.
pub async fn spreadsheet(list: Exported, name: String) -> Result<Spreadsheet, Failure> {
    let written = tokio::task::spawn_blocking(move || sheets::write(&list.filled.pages)).await;
    let written = written.map_err(|_| db::Error::Busy("the server is stopping".into()))?;
    let bytes = written.map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(Spreadsheet { bytes, name })
}
