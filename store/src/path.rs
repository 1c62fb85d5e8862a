//! Paths.

use std::path::Path;

/// The folder that a file is in, as something that can be opened.
///
/// ```
/// use std::path::Path;
/// use store::path::folder_of;
/// assert_eq!(folder_of(Path::new("data/ior.key")), Path::new("data"));
/// assert_eq!(folder_of(Path::new("ior.key")), Path::new("."));
/// ```
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
