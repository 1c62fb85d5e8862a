//! Compiles anew when a migration is added: `sqlx::migrate!` cannot see that.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
