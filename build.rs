//! Builds the window's frame: tauri reads its configuration and the capabilities, which name every command.

use std::fs;
use std::path::Path;

fn main() {
    // The window is embedded when the app is compiled. Without it (a plain `cargo check`) an empty page stands in.
    let page = Path::new("ui/dist/index.html");
    if !page.exists() && fs::create_dir_all("ui/dist").is_ok() {
        let _ = fs::write(page, "<!doctype html><title>Holdfast</title><p>The window is not built: cargo xtask run</p>");
    }
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
