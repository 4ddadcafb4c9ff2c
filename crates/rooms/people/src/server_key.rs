//! The server's own key pair, for sealed copies. Made once, kept in the database so that all servers share it.

use base::Ids;
use db::{Result, Tx};
use places::store::{set_setting, setting};

const SECRET: &str = "server_key_secret";
const PUBLIC: &str = "server_key_public";

/// Makes the pair where there is none yet: at the first start.
pub fn ensure(tx: &mut Tx<'_>, ids: &dyn Ids) -> Result<()> {
    if setting(tx, SECRET)?.is_none() {
        let (secret, public) = sync::sealed::new_key(ids);
        set_setting(tx, SECRET, &secret)?;
        set_setting(tx, PUBLIC, &public)?;
    }
    Ok(())
}

/// The public half: base64 of an uncompressed P-256 point.
pub fn public(tx: &mut Tx<'_>) -> Result<Option<String>> {
    setting(tx, PUBLIC)
}
