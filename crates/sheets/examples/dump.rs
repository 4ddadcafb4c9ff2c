//! Prints what a file holds: `cargo run -p sheets --example dump -- FILE`.

use std::process::ExitCode;

use sheets::{Cell, Limits, Row, Sheet, Value};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("give a file");
        return ExitCode::FAILURE;
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let name = path.rsplit('/').next().unwrap_or(&path);
    match sheets::read(&bytes, name, &Limits::default(), &mut |_| ()) {
        Ok(workbook) => {
            println!("{:?}", workbook.format);
            workbook.sheets.iter().for_each(print_sheet);
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            println!("{}: {refusal}\n{}", refusal.code(), refusal.in_vietnamese());
            ExitCode::FAILURE
        }
    }
}

fn print_sheet(sheet: &Sheet) {
    println!("== {:?}{}", sheet.name, if sheet.hidden { " hidden" } else { "" });
    sheet.rows.iter().for_each(print_row);
    for merge in &sheet.merges {
        println!("{merge:?}");
    }
}

fn print_row(row: &Row) {
    let cells: Vec<String> = row.cells.iter().map(shown).collect();
    println!("{}{}\t{}", row.number, if row.hidden { " hidden" } else { "" }, cells.join(" | "));
}

fn shown(cell: &Cell) -> String {
    let formula = if cell.formula { "=" } else { "" };
    let value = match &cell.value {
        Value::Empty => String::new(),
        Value::Text(text) => format!("{text:?}"),
        Value::Number(number) => number.to_string(),
        Value::Date { serial, year, month, day, .. } => format!("{year:04}-{month:02}-{day:02} ({serial})"),
        Value::Flag(flag) => flag.to_string(),
        Value::Error(error) => error.clone(),
    };
    format!("{formula}{value}")
}
