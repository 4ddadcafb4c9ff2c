//! The command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Gần Dân: software for community digital technology teams.
#[derive(Debug, Parser)]
#[command(name = "gandan", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// What is set by flag; the same settings can be variables or stand in the file (docs/configuration.md).
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A flag for each setting, taken by every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings (a flag beats GANDAN_… beats the file beats the default)")]
pub struct Settings {
    /// The file with settings [default: gandan.toml, then /etc/gandan/gandan.toml].
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address and port to answer at.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Folder of the embedded database.
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<String>,
    /// postgres://… or sqlite:PATH, instead of the file in the data folder.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// The address that people open.
    #[arg(long, global = true, value_name = "URL")]
    public_url: Option<String>,
    /// A proxy on another machine stands before this server, and nobody reaches it past that.
    #[arg(long, global = true, value_name = "yes|no")]
    behind_proxy: Option<String>,
    /// Database connections at most.
    #[arg(long, global = true, value_name = "NUMBER")]
    connections: Option<String>,
    /// Which lines are logged.
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
    /// How they are written.
    #[arg(long, global = true, value_name = "text|json")]
    log_format: Option<String>,
}

impl Settings {
    /// What was given, by the name of the setting.
    pub fn given(&self) -> BTreeMap<String, String> {
        let flags = [
            ("listen", &self.listen),
            ("data", &self.data),
            ("database_url", &self.database_url),
            ("public_url", &self.public_url),
            ("behind_proxy", &self.behind_proxy),
            ("connections", &self.connections),
            ("log", &self.log),
            ("log_format", &self.log_format),
        ];
        flags.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?))).collect()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and its API; brings the schema up to date first.
    Serve,
    /// Bring the schema up to date and end.
    Migrate,
    /// Recount every figure and check tree, streams, receipts and audit chains; the status says whether all agree.
    Verify,
    /// Bring in units, hamlets, teams, published figures.
    Import {
        /// What.
        #[command(subcommand)]
        what: Import,
    },
    /// Write a commune's members or households into a spreadsheet, laid out as the file that it brought in last.
    Export {
        /// What.
        #[command(subcommand)]
        what: Export,
    },
    /// Tokens for programs that ask the API.
    Token {
        /// What to do with them.
        #[command(subcommand)]
        what: Token,
    },
    /// Accounts of offices: the first administrator, and whoever else is to sit at the desk.
    Account {
        /// What to do with them.
        #[command(subcommand)]
        what: Account,
    },
    /// Load a year of a real district into a database of its own, once, and serve it.
    Demo {
        /// Load and end: what the demo has a process of its own for.
        #[arg(long, hide = true)]
        load_only: bool,
    },
    /// Write the whole database to a file, open and verify it, and mark what is in it as safe.
    Backup {
        /// The file; it must not be there yet.
        file: PathBuf,
    },
    /// Fill an empty database from a backup; phones then offer again what the backup does not have.
    Restore {
        /// The file that `gandan backup` wrote.
        file: PathBuf,
    },
    /// Print the description of the API (OpenAPI 3.1, JSON).
    Openapi,
}

/// What can be imported; the columns are in docs/csv.md. Doing it twice changes nothing.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Units of both maps, from the lists in this program or from a folder.
    Units {
        /// A folder with units_2024.csv, units_2025.csv, mapping_2025.csv and so on, instead of the lists in this program.
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
        /// The map that counts here: 2024 (until 30 June 2025) or 2025.
        #[arg(long, value_name = "YEAR")]
        in_force: Option<i64>,
    },
    /// Hamlets below their communes.
    Hamlets {
        /// A CSV file.
        file: PathBuf,
    },
    /// Teams with their members and posts.
    Teams {
        /// A CSV file.
        file: PathBuf,
    },
    /// Members of teams from an office's own spreadsheet (.xlsx, .xls, .ods, .csv).
    Roster {
        /// The file.
        #[command(flatten)]
        list: List,
    },
    /// Households from an office's own spreadsheet.
    Households {
        /// The file.
        #[command(flatten)]
        list: List,
    },
    /// Figures that somebody has published, to stand beside the counted ones.
    Published {
        /// A CSV file.
        file: PathBuf,
    },
}

/// What goes out.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Members of the teams of a commune and its hamlets.
    Roster {
        /// Where to.
        #[command(flatten)]
        out: Out,
    },
    /// Households of a commune's hamlets.
    Households {
        /// Where to.
        #[command(flatten)]
        out: Out,
    },
}

/// A spreadsheet that is written.
#[derive(Debug, Args)]
pub struct Out {
    /// The file (.xlsx); one that is there is not written over.
    pub file: PathBuf,
    /// The commune by code and year, such as 31903@2024.
    #[arg(long, value_name = "CODE@YEAR")]
    pub unit: String,
}

/// A spreadsheet as an office keeps it.
#[derive(Debug, Args)]
pub struct List {
    /// The file.
    pub file: PathBuf,
    /// The commune by code and year, such as 31903@2024 [default: what the file says].
    #[arg(long, value_name = "CODE@YEAR")]
    pub unit: Option<String>,
    /// Show what would happen and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print {"rows": […], "summary": {…}} only.
    #[arg(long)]
    pub json: bool,
}

/// Tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make one for `Authorization: Bearer`. It is shown this once.
    Create {
        /// What it may do: administrator, read_only, …
        #[arg(long)]
        role: String,
        /// Where: the unit by code and year, such as 961@2024 [default: the whole tree].
        #[arg(long, value_name = "CODE@YEAR")]
        unit: Option<String>,
        /// Print {"token": "…"} only.
        #[arg(long)]
        json: bool,
    },
}

/// Accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Give somebody a role, and print the link by which they set their own password. It is shown this once.
    Create {
        /// What they are called.
        #[arg(long)]
        name: String,
        /// By what they will sign in: a phone number or a user name.
        #[arg(long)]
        login: String,
        /// What they may do: administrator, province_officer, commune_officer, read_only, …
        #[arg(long)]
        role: String,
        /// Where: the unit by code and year, such as 31918@2025 [default: the whole country].
        #[arg(long, value_name = "CODE@YEAR")]
        unit: Option<String>,
        /// For a data_owner: the codes of the figures that are theirs, such as eid_accounts,eid_activated.
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        indicators: Vec<String>,
        /// Print {"url": "…", "code": "…", …} only.
        #[arg(long)]
        json: bool,
    },
    /// Print a new link for somebody who forgot their password; the old one is good until the new one is set.
    Reset {
        /// By what they sign in.
        #[arg(long)]
        login: String,
        /// Print {"url": "…", "code": "…", …} only.
        #[arg(long)]
        json: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::KEYS;
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_setting_has_its_flag() {
        for key in KEYS {
            let cli = Cli::try_parse_from(["gandan", "serve", &key.flag(), "x"]).expect("a flag for every setting");
            assert_eq!(cli.settings.given().get(key.name).map(String::as_str), Some("x"));
        }
    }
}
