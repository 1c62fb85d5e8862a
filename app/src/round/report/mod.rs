//! Figures for the steering group: a page to print, and the same as a workbook.

pub mod api;
mod page;
mod picture;
pub mod text;

pub use page::report_page;

/// The report.
pub const PAGE: &str = "/organisera/rapport";
/// The same as a workbook.
pub const WORKBOOK: &str = "/organisera/rapport.xlsx";
