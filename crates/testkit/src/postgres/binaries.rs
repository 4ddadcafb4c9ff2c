use std::path::{Path, PathBuf};

/// The folder with `initdb` and `pg_ctl`: the newest version that the system has, else the one on the path.
pub(super) fn folder() -> Result<PathBuf, String> {
    let mut versions: Vec<(u32, PathBuf)> = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt"]
        .into_iter()
        .filter_map(|root| std::fs::read_dir(root).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter_map(|path| Some((version(&path)?, path.join("bin"))))
        .filter(|(_, bin)| is_server(bin))
        .collect();
    versions.sort();
    if let Some((_, bin)) = versions.pop() {
        return Ok(bin);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).find(|bin| is_server(bin)).ok_or_else(|| {
        format!(
            "no PostgreSQL for the tests: install one (Debian: apt-get install postgresql) or name one in {}",
            super::VARIABLE
        )
    })
}

fn is_server(bin: &Path) -> bool {
    bin.join("initdb").is_file() && bin.join("pg_ctl").is_file()
}

/// `/usr/lib/postgresql/15` → 15; `/opt/homebrew/opt/postgresql@16` → 16.
fn version(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    name.trim_start_matches("postgresql@").parse().ok()
}
