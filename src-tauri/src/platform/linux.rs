//! Linux: the program's allocator, WebKitGTK's rendering and input methods, and notifications by D-Bus.

mod notifications;

pub use notifications::{Notifications, REPLACES};

use std::os::unix::process::CommandExt;
use std::time::Duration;
use zbus::connection::Builder;
use zbus::{Connection, block_on};

/// What is freed goes back to the system soon (docs/decisions/0013); its settings are in `.cargo/config.toml`.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// What the environment must say before the program starts. Setting it here would need `unsafe` and comes too late, so the
/// program starts itself once more with what is missing; who has set a variable decides.
const WANTED: [(&str, &str); 9] = [
    // The DMA-BUF renderer leaves windows blank on some drivers (tauri#9304).
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    // Painted by the processor: faster where frames are read back anyway (docs/decisions/0032).
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    // The script engine collects sooner and keeps less (docs/decisions/0037).
    ("JSC_forceMiniVMMode", "1"),
    // And compiles what is run often once, not a second time (docs/decisions/0038).
    ("JSC_useDFGJIT", "0"),
    // For the engine's own processes, whose allocator is glibc's: memory that one thread has freed is there for the others
    // (docs/decisions/0013),
    ("MALLOC_ARENA_MAX", "1"),
    // and what is large goes back to the system when it is freed, not into a heap with holes (docs/decisions/0038).
    ("MALLOC_MMAP_THRESHOLD_", "65536"),
    ("MALLOC_TRIM_THRESHOLD_", "131072"),
    // Nothing is painted by a graphics card, so its driver need not be loaded to ask it (docs/decisions/0038).
    ("GDK_GL", "disable"),
    ("WEBKIT_WEB_RENDER_DEVICE_FILE", "none"),
];

/// Before anything of GTK starts.
pub fn prepare() {
    let missing = || WANTED.into_iter().filter(|(name, _)| std::env::var_os(name).is_none());
    if missing().next().is_some()
        && let Ok(program) = std::env::current_exe()
    {
        // `exec` only comes back when it failed; the app then runs as it is.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).envs(missing()).exec();
    }
}

/// Pinyin is shown where it is typed, which wry turns off on Linux (wry#1724), and nothing is kept that the window has no use for.
pub fn prepare_window(window: &tauri::WebviewWindow) {
    let done = window.with_webview(|webview| {
        use webkit2gtk::{CacheModel, InputMethodContextExt, SettingsExt, WebContextExt, WebViewExt};
        let webview = webview.inner();
        if let Some(context) = webview.input_method_context() {
            context.set_enable_preedit(true);
        }
        // The window is one page that never goes elsewhere: nothing is kept for going back.
        if let Some(context) = webview.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        if let Some(settings) = WebViewExt::settings(&webview) {
            settings.set_enable_page_cache(false);
            settings.set_enable_webgl(false);
        }
    });
    if let Err(error) = done {
        tracing::info!(%error, "the window keeps the engine's settings: what is being typed shows in the input method's own window");
    }
}

/// Nothing on the bus is waited for longer than this: alerts go on without an answer.
const LONGEST_ANSWER: Duration = Duration::from_secs(2);

/// The number on the app's icon, where the desktop has one.
pub fn set_badge(window: &tauri::WebviewWindow, alerts: u32, _icon: &tauri::image::Image<'_>) -> tauri::Result<()> {
    window.set_badge_count((alerts > 0).then_some(i64::from(alerts)))
}

/// Whether the person has told the desktop not to disturb: Plasma says so on the bus, dunst when it is paused, GNOME in its
/// settings. A desktop that says nothing keeps its notifications back by itself.
pub fn is_told_not_to_disturb() -> bool {
    let (name, path) = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications");
    let said_on_the_bus = block_on(async {
        let bus = session().await.ok()?;
        let paused = flag(&bus, name, path, "org.dunstproject.cmd0", "paused").await;
        Some(paused == Some(true) || flag(&bus, name, path, name, "Inhibited").await == Some(true))
    });
    said_on_the_bus == Some(true) || gnome_keeps_banners_back()
}

fn gnome_keeps_banners_back() -> bool {
    let is_gnome = std::env::var("XDG_CURRENT_DESKTOP").is_ok_and(|desktop| desktop.split(':').any(|name| matches!(name, "GNOME" | "Unity")));
    let asked = || std::process::Command::new("gsettings").args(["get", "org.gnome.desktop.notifications", "show-banners"]).output();
    is_gnome && asked().is_ok_and(|answer| answer.stdout.starts_with(b"false"))
}

/// Whether the computer's screen is locked, as logind or the desktop's screen saver says.
pub fn is_screen_locked() -> bool {
    block_on(async {
        let (login, own) = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto");
        if let Some(bus) = system().await
            && flag(&bus, login, own, "org.freedesktop.login1.Session", "LockedHint").await == Some(true)
        {
            return true;
        }
        let Ok(bus) = session().await else { return false };
        for (name, path) in SCREEN_SAVERS {
            let answer = bus.call_method(Some(name), path, Some(name), "GetActive", &()).await;
            if answer.is_ok_and(|answer| answer.body().deserialize::<bool>().unwrap_or_default()) {
                return true;
            }
        }
        false
    })
}

const SCREEN_SAVERS: [(&str, &str); 2] =
    [("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"), ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver")];

async fn session() -> zbus::Result<Connection> {
    Builder::session().method_timeout(LONGEST_ANSWER).build().await
}

async fn system() -> Option<Connection> {
    Builder::system().method_timeout(LONGEST_ANSWER).build().await.ok()
}

async fn flag(bus: &Connection, name: &str, path: &str, interface: &str, property: &str) -> Option<bool> {
    let answer = bus.call_method(Some(name), path, Some("org.freedesktop.DBus.Properties"), "Get", &(interface, property)).await.ok()?;
    answer.body().deserialize::<zbus::OwnedVariant>().ok().and_then(|value| bool::try_from(value).ok())
}
