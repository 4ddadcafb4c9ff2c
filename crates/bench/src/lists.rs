//! How fast a list of 50,000 people is previewed, and in how much memory, beside the same file merely opened and read by a
//! library for spreadsheets.

use std::io::Cursor;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use crate::server;

const PEOPLE: u32 = 50_000;
const HEADINGS: [&str; 8] =
    ["Hộ số", "STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "GT", "Ấp", "Có ĐT thông minh"];

pub(crate) struct Outcome {
    /// Rows a second, from the start of the command to its end, places looked up and compared with the book.
    pub ours: f64,
    /// Rows a second of the library.
    pub plain: f64,
    /// The command's memory at its highest, in MB.
    pub peak_mb: f64,
}

pub(crate) fn measure() -> Result<Outcome> {
    let folder = tempfile::tempdir()?;
    let (data, file) = (folder.path().join("data"), folder.path().join("ho_dan.xlsx"));
    let places = Path::new("data/hamlets_hoa_binh.csv");
    let bytes = workbook(&hamlets(places)?)?;
    std::fs::write(&file, &bytes)?;
    for words in [&["import", "units", "--in-force", "2024"][..], &["import", "hamlets", "data/hamlets_hoa_binh.csv"]] {
        let status = server::words(words, &data)?.stdout(Stdio::null()).status()?;
        ensure!(status.success(), "gandan {} ended with {status}", words.join(" "));
    }
    let clock = Instant::now();
    let mut command = server::words(&["import", "households"], &data)?;
    let mut child =
        command.arg(&file).args(["--unit", COMMUNE, "--dry-run", "--json"]).stdout(Stdio::null()).spawn()?;
    let mut peak = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(highest_mb(child.id()).unwrap_or(0.0));
        std::thread::sleep(Duration::from_millis(5));
    };
    let ours = f64::from(PEOPLE) / clock.elapsed().as_secs_f64();
    ensure!(status.success(), "gandan import households ended with {status}");
    let clock = Instant::now();
    let mut plain: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let name = plain.sheet_names().first().cloned().context("a sheet")?;
    let rows = plain.worksheet_range(&name)?.rows().count();
    ensure!(rows as u32 == PEOPLE + 2, "the library read {rows} rows");
    Ok(Outcome { ours, plain: f64::from(PEOPLE) / clock.elapsed().as_secs_f64(), peak_mb: peak })
}

const COMMUNE: &str = "31918@2024";

/// The names of the commune's hamlets.
fn hamlets(file: &Path) -> Result<Vec<String>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("{} (run it from the project)", file.display()))?;
    let own = text.lines().filter(|line| line.starts_with(COMMUNE));
    Ok(own.filter_map(|line| line.split(',').nth(2).map(str::to_owned)).collect())
}

/// Four people a household, the household's number only on its first row.
fn workbook(hamlets: &[String]) -> Result<Vec<u8>> {
    let names = include_str!("../../../data/names_vi.csv");
    let of_kind = |kind: &'static str| names.lines().filter_map(move |line| line.strip_prefix(kind)?.split(',').nth(1));
    let (families, given): (Vec<&str>, Vec<&str>) = (of_kind("family").collect(), of_kind("given2").collect());
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH HỘ DÂN VÀ NHÂN KHẨU XÃ VĨNH BÌNH")?;
    for (column, heading) in HEADINGS.iter().enumerate() {
        sheet.write(1, column as u16, *heading)?;
    }
    for n in 0..PEOPLE {
        let (row, home, place) = (n + 2, n / 4, n % 4);
        let family = families[home as usize % families.len()];
        let middle = if place % 2 == 0 { "Văn" } else { "Thị" };
        let name = format!("{family} {middle} {}", given[(n as usize * 7) % given.len()]);
        if place == 0 {
            sheet.write(row, 0, home + 1)?;
        }
        sheet.write(row, 1, n + 1)?;
        sheet.write(row, 2, name)?;
        sheet.write(row, 3, ["Chủ hộ", "Vợ", "Con", "Con"][place as usize])?;
        sheet.write(row, 4, 1950 + home % 30 + if place > 1 { 25 } else { 0 })?;
        sheet.write(row, 5, if place % 2 == 0 { "Nam" } else { "Nữ" })?;
        sheet.write(row, 6, hamlets[home as usize % hamlets.len()].as_str())?;
        if place < 2 {
            sheet.write(row, 7, "x")?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn highest_mb(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1024.0)
}
