use std::path::Path;

use anyhow::Result;
use serde::Serialize;

/// One measured value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figure {
    pub name: &'static str,
    pub value: f64,
    pub unit: &'static str,
}

/// What is aimed at: at least or at most this.
enum Aim {
    AtLeast(f64),
    AtMost(f64),
    None,
}

fn aim(name: &str) -> Aim {
    match name {
        "push_sqlite" | "push_postgres" => Aim::AtLeast(0.4),
        "first_sync_requests" | "delta_requests" => Aim::AtMost(1.0),
        "first_sync_bytes" => Aim::AtMost(110_000.0),
        "delta_bytes_up" | "delta_bytes_down" => Aim::AtMost(1_000.0),
        "noop_bytes" => Aim::AtMost(400.0),
        "app_bytes" => Aim::AtMost(153_600.0),
        "dashboard_ms" => Aim::AtMost(2.0),
        "rss_anon_mb" => Aim::AtMost(80.0),
        "demo_load_seconds" => Aim::AtMost(90.0),
        _ => Aim::None,
    }
}

/// Prints the table and writes the file.
pub(crate) fn write(figures: &[Figure], file: &Path) -> Result<()> {
    println!("{:<34} {:>12}  {:<12} aim", "figure", "value", "unit");
    for figure in figures {
        let (sign, aim, good) = match aim(figure.name) {
            Aim::AtLeast(aim) => ("≥ ", Some(aim), figure.value >= aim),
            Aim::AtMost(aim) => ("≤ ", Some(aim), figure.value <= aim),
            Aim::None => ("", None, true),
        };
        let aim = aim.map_or_else(String::new, |aim| format!("{sign}{aim}{}", if good { "" } else { "  MISSED" }));
        println!("{:<34} {:>12}  {:<12} {aim}", figure.name, rounded(figure.value), figure.unit);
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, serde_json::to_string_pretty(figures)?)?;
    println!("written to {}", file.display());
    Ok(())
}

fn rounded(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}
