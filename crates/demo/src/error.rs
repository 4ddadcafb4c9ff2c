/// Why the demonstration could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// The units of the country.
    #[error(transparent)]
    Units(#[from] places::import::ImportError),
    /// A list of ours does not fit the units.
    #[error("{0}")]
    List(String),
    /// The endpoint.
    #[error(transparent)]
    Sync(#[from] sync::SyncError),
    /// The machine.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Something that has to be there is not.
    #[error("{0}")]
    Missing(&'static str),
}

impl From<places::RowErrors> for Error {
    fn from(errors: places::RowErrors) -> Self {
        Self::List(errors.to_string())
    }
}
