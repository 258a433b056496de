//! `cargo xtask run`: from a bare checkout to the open window; without a display, to pictures of it.

use std::path::Path;

use crate::cargo::cargo;
use crate::encoder;
use crate::failure::{Done, Failure};
use crate::options::Options;
use crate::process::Step;
use crate::say;
use crate::stage::{has_display, stage};
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// Sets up, builds and starts.
pub fn run(work: &Workspace, words: &[String]) -> Done {
    let options = Options::read(words, &["--fresh", "--release"], &[])?;
    let display = has_display();
    system::ensure(if display { Need::Build } else { Need::Desktop })?;
    ui::build(work)?;
    encoder::ensure_or_say(work);
    say::step("The app");
    let release = options.has("--release");
    let mut build = vec!["build", "--package", "holdfast"];
    if release {
        build.push("--release");
    }
    cargo(work, &build).run()?;
    if !display {
        return tour(work, release);
    }
    let mut app = Step::new(work.program(if release { "release" } else { "debug" }, "holdfast"));
    if options.has("--fresh") {
        let profile = fresh_profile(work)?;
        say::line(format_args!("fresh profile: {}", profile.display()));
        app = app
            .env("HOLDFAST_PROFILE", &profile)
            .env("XDG_DATA_HOME", profile.join("data"))
            .env("XDG_CONFIG_HOME", profile.join("config"))
            .env("XDG_CACHE_HOME", profile.join("cache"))
            .env("XDG_STATE_HOME", profile.join("state"));
    }
    app.run()
}

/// The first steps of the story, played on a virtual desktop, with pictures.
fn tour(work: &Workspace, release: bool) -> Done {
    say::step("No display here: the story's first steps, on a virtual one");
    let pictures = work.at("screenshots");
    std::fs::create_dir_all(&pictures)
        .map_err(|error| Failure::new(format!("{} cannot be made: {error}", pictures.display()), "check the rights of the repository's folder"))?;
    let before = pictures_in(&pictures);
    let mut words = vec!["test", "--package", "holdfast", "--test", "story"];
    if release {
        words.push("--release");
    }
    cargo(work, &words).args(["--no-run"]).run()?;
    stage(work, |desktop| {
        cargo(work, &words).args(["--", "--exact", "tour", "--nocapture"]).envs(desktop.vars()).env("HOLDFAST_TOUR", &pictures).run()
    })?;
    let after = pictures_in(&pictures);
    let taken: Vec<_> = after.iter().filter(|picture| !before.contains(picture)).collect();
    if taken.is_empty() {
        return Err(Failure::new(
            "the tour ended well but left no picture",
            "the test target `story` must have a test `tour` that writes PNG files into $HOLDFAST_TOUR",
        ));
    }
    say::line("\nrun: the app was built and played its first steps. Screenshots:");
    for (name, _) in taken {
        say::line(format_args!("  {}", pictures.join(name).display()));
    }
    Ok(())
}

/// The pictures by name and time of writing, so that one written again counts as new.
fn pictures_in(folder: &Path) -> Vec<(String, Option<std::time::SystemTime>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut pictures: Vec<_> = entries
        .map(|entry| {
            let written = entry.metadata().and_then(|about| about.modified()).ok();
            (entry.file_name().to_string_lossy().into_owned(), written)
        })
        .filter(|(name, _)| name.ends_with(".png"))
        .collect();
    pictures.sort();
    pictures
}

/// An empty profile folder. Earlier ones stay: what an agent wrote there is not ours to delete.
fn fresh_profile(work: &Workspace) -> Done<std::path::PathBuf> {
    let profiles = work.scratch("profiles")?;
    let free = (1_u32..).map(|number| profiles.join(number.to_string())).find(|path| !path.exists());
    let profile = free.unwrap_or_else(|| profiles.join("fresh"));
    std::fs::create_dir_all(&profile)
        .map_err(|error| Failure::new(format!("{} cannot be made: {error}", profile.display()), "check the rights of the target folder"))?;
    Ok(profile)
}
