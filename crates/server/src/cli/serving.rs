//! `serve`: runs until somebody says stop.

use std::io::Read;
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use super::Terminal;
use super::arguments::Serve;
use super::complaint::Complaint;
use super::data::{key_of, sample_sentence};
use crate::serve::ServeOptions;
use crate::tls::TlsFiles;
use crate::words::Place;

pub(super) fn serve(terminal: &Terminal, arguments: Serve) -> Result<(), Complaint> {
    log();
    let key = key_of(&arguments.data)?;
    let folder = arguments.data.data.clone();
    let options = ServeOptions {
        listen: arguments.listen,
        tls: arguments.cert.zip(arguments.key).map(|(certificate, key)| TlsFiles { certificate, key }),
        sample: arguments.sample.then_some(arguments.seed),
        key,
        ..ServeOptions::new(folder.clone())
    };
    let running = crate::serve::serve(options)?;
    if arguments.sample {
        sample_sentence(terminal, running.server().ledger().as_ref())?;
    }
    terminal.say("serving", &[("url", Place::Text(&running.url())), ("folder", Place::Text(&folder.display().to_string()))]);
    wait_for_stop(arguments.stop_with_stdin)?;
    running.stop();
    terminal.say("stopped", &[]);
    Ok(())
}

/// Structured lines on the standard error, without customers' words and without tokens.
fn log() {
    let filter = EnvFilter::try_from_env("HOLDFAST_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

fn wait_for_stop(with_stdin: bool) -> Result<(), Complaint> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (closed, stdin_closed) = oneshot::channel();
        let mut closed = Some(closed);
        if with_stdin && let Some(closed) = closed.take() {
            // A thread of its own: a read of the standard input cannot be called back.
            std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
                let mut stdin = std::io::stdin().lock();
                let mut bytes = [0; 256];
                while matches!(stdin.read(&mut bytes), Ok(count) if count > 0) {}
                let _ = closed.send(());
            })?;
        }
        // Without the option the sender stays here, unsent.
        tokio::select! {
            stopped = signalled() => stopped,
            _ = stdin_closed => Ok(()),
        }?;
        drop(closed);
        Ok::<_, std::io::Error>(())
    })?;
    // Not waiting for the thread that may still read.
    runtime.shutdown_background();
    Ok(())
}

#[cfg(unix)]
async fn signalled() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signalled() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
