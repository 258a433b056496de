//! Systems without apt-get: looks whether the things are there, and says precisely what to install when they are not.

use super::packages::{Part, Sign};
use crate::failure::{Done, Failure};
use crate::process::Step;

/// A Linux without apt-get: asks pkg-config and the path.
pub fn other_linux(parts: &[Part]) -> Done {
    let missing: Vec<&str> = parts.iter().filter(|part| !is_there(part.sign)).map(|part| part.apt).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("this system has no apt-get, and these are missing (Debian's names): {}", missing.join(", ")),
        "install them with your package manager; docs/platforms.md has the names for Fedora and Arch",
    ))
}

fn is_there(sign: Sign) -> bool {
    match sign {
        Sign::Module(name) => Step::new("pkg-config").args(["--exists", name]).succeeds(),
        Sign::Program(name) => on_path(name),
        Sign::None => true,
    }
}

fn on_path(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

/// macOS brings its web view along; a C compiler is all there is to install.
pub fn macos() -> Done {
    if Step::new("xcode-select").args(["-p"]).succeeds() {
        return Ok(());
    }
    Err(Failure::new("the command line tools of Xcode are missing", "run `xcode-select --install`, then this command again"))
}

/// Windows: the linker is missed by Cargo itself; Perl is missed deep inside a build script, so it is asked for here.
pub fn windows() -> Done {
    // The Perl that comes with Git for Windows lacks the modules that OpenSSL's configuration loads.
    if Step::new("perl").args(["-MLocale::Maketext::Simple", "-e", "1"]).succeeds() {
        return Ok(());
    }
    Err(Failure::new(
        "a whole Perl is missing (the vendored OpenSSL below SQLCipher is configured by it)",
        "run `winget install StrawberryPerl.StrawberryPerl NASM.NASM` and `winget install \
         Microsoft.VisualStudio.2022.BuildTools` with the C++ workload, open a new shell, then this command again",
    ))
}
