//! The server's own key pair, for sealed copies. Made once, kept in the database so that all servers share it.

use base::Ids;
use db::{Result, Tx};
use places::store::{set_setting, setting};

/// Makes the pair where there is none yet.
pub fn ensure(tx: &mut Tx<'_>, ids: &dyn Ids) -> Result<()> {
    public(tx, ids).map(|_| ())
}

/// The public key (base64 of an uncompressed P-256 point), made with its secret at the first call.
pub fn public(tx: &mut Tx<'_>, ids: &dyn Ids) -> Result<String> {
    if let Some(known) = setting(tx, "server_key_public")? {
        return Ok(known);
    }
    let (secret, public) = sync::sealed::new_key(ids);
    set_setting(tx, "server_key_secret", &secret)?;
    set_setting(tx, "server_key_public", &public)?;
    Ok(public)
}
