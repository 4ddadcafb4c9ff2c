//! Real files, opened: what they hold, and what is refused.

mod chance;
mod formulas;
mod hostile;
mod make;
mod numbering;
mod ods;
mod office;
mod refusals;
mod second_reader;
mod text;
mod xls;
mod xlsx;
