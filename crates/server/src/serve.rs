//! Starting and stopping: the data folder is locked, the address bound, the ledger opened, and all of it let go in turn.

use axum::serve::ListenerExt;
use holdfast_domain::Timestamp;
use holdfast_protocol::VERSION;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::alerts::Watch;
use crate::clock::{Clock, new_epoch};
use crate::error::ServerError;
use crate::folder::FolderLock;
use crate::http::{Door, router};
use crate::ledger::sqlite::LedgerKey;
use crate::ledger::{Ledger, LedgerError, SqliteLedger};
use crate::sample;
use crate::server::Server;
use crate::tls::{TlsFiles, TlsListener, acceptor};

/// The address that desks look for when nothing else is said.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7420);
/// Other processes write into the ledger too; so often we look.
const LOOK: Duration = Duration::from_millis(500);
/// So many looks pass before clocks that could not be watched are tried again.
const REST: u32 = 60;
/// Requests under way get so long to end when the server stops.
const GRACE: Duration = Duration::from_secs(5);

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The data folder; made when it is not there.
    pub data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Certificate and key; without them only this computer may connect.
    pub tls: Option<TlsFiles>,
    /// Fills an empty ledger with the sample team made from this seed. Its people sign in with [`sample::SAMPLE_PASSWORD`].
    pub sample: Option<u64>,
    /// Key of an encrypted ledger.
    pub key: Option<LedgerKey>,
    /// The clock.
    pub clock: Clock,
    /// The newest version it speaks: a test's way to a team server that was not updated yet.
    #[doc(hidden)]
    pub speaks: u32,
}

impl ServeOptions {
    /// On this computer alone, on a free port, by this computer's clock.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self { data: data.into(), listen, tls: None, sample: None, key: None, clock: Clock::system(), speaks: VERSION }
    }
}

/// A running server. Dropping it stops it.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    secure: bool,
    server: Arc<Server>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
    lock: FolderLock,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a desk types in to connect.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.address)
    }

    /// The server behind the door.
    #[must_use]
    pub fn server(&self) -> &Arc<Server> {
        &self.server
    }

    /// Writes down where it can be reached, for whoever started the process.
    fn announced(mut self) -> Result<Self, ServerError> {
        let url = self.url();
        match self.lock.announce(&url) {
            Ok(()) => Ok(self),
            Err(source) => Err(ServerError::Folder { path: self.lock.folder().display().to_string(), source }),
        }
    }

    /// Stops: takes no more requests, ends those under way, and returns when all is let go. Dropping does the same.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    /// Waits for the server's own threads: the folder must not be let go while they still write into it.
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Starts a team server on threads of its own and returns when it can be reached.
///
/// # Errors
/// [`ServerError`] that says what is in the way.
pub fn serve(options: ServeOptions) -> Result<Running, ServerError> {
    let address = options.listen;
    if options.tls.is_none() && !address.ip().is_loopback() {
        return Err(ServerError::NotLoopback(address));
    }
    let acceptor = options.tls.as_ref().map(acceptor).transpose()?;
    let lock = FolderLock::take(&options.data)?;
    let listener = bind(address)?;
    let bound = listener.local_addr().map_err(|source| ServerError::Bind { address, source })?;
    let ledger: Arc<dyn Ledger> = Arc::new(SqliteLedger::open(&options.data, options.key.clone(), &new_epoch()?)?);
    if let Some(seed) = options.sample {
        sample::fill(ledger.as_ref(), seed, options.clock.now())?;
    }
    let server = Arc::new(Server::new(ledger, options.clock.clone()));
    server.tell()?;

    let (stop, stopping) = watch::channel(false);
    let (ready, started) = mpsc::sync_channel(1);
    let door = Door { server: server.clone(), stopping, speaks: options.speaks };
    let thread = std::thread::Builder::new()
        .name("holdfast-server".to_owned())
        .spawn(move || run(door, listener, acceptor, &ready))
        .map_err(ServerError::Thread)?;
    started.recv().map_err(|_| ServerError::Thread(io::ErrorKind::Other.into()))?.map_err(ServerError::Thread)?;
    let running = Running { address: bound, secure: options.tls.is_some(), server, stop, thread: Some(thread), lock };
    running.announced()
}

fn bind(address: SocketAddr) -> Result<std::net::TcpListener, ServerError> {
    let listener = std::net::TcpListener::bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServerError::PortInUse(address),
        _ => ServerError::Bind { address, source },
    })?;
    listener.set_nonblocking(true).map_err(|source| ServerError::Bind { address, source })?;
    Ok(listener)
}

/// The server's own thread: a runtime, the door, and the look at what other processes wrote.
fn run(door: Door, listener: std::net::TcpListener, acceptor: Option<TlsAcceptor>, ready: &mpsc::SyncSender<io::Result<()>>) {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).thread_name("holdfast-server").enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async move {
        let listener = match TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let look = tokio::spawn(look(door.clone()));
        let mut stopping = door.stopping.clone();
        let mut stopped = door.stopping.clone();
        let stop = async move {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        };
        let router = router(door);
        let serving = async {
            match acceptor {
                None => axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), router).with_graceful_shutdown(stop).await,
                Some(acceptor) => axum::serve(TlsListener::new(listener, acceptor)?, router).with_graceful_shutdown(stop).await,
            }
        };
        let _ = ready.send(Ok(()));
        let grace = async {
            let _ = stopped.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = serving => if let Err(error) = ended {
                tracing::error!(%error, "serving ended");
            },
            () = grace => tracing::warn!("some requests did not end in time"),
        }
        look.abort();
    });
    // A disk that hangs must not keep the process.
    runtime.shutdown_timeout(GRACE);
}

fn watch_clocks(server: &Server, watch: &mut Option<Watch>, since: Timestamp) -> Result<(), LedgerError> {
    let ledger = server.ledger.as_ref();
    let watching = match watch {
        Some(watching) => watching,
        None => watch.insert(Watch::begin(ledger, since)?),
    };
    let written = watching.look(ledger, server.clock.now())?;
    if written > 0 {
        tracing::info!(written, "alerts were raised");
    }
    Ok(())
}

/// Looks for what other processes wrote and for clocks that ran out, and tells the desks.
async fn look(door: Door) {
    let since = door.server.clock.now();
    let (mut watch, mut rest) = (None, 0_u32);
    let mut every = tokio::time::interval(LOOK);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let server = door.server.clone();
        server.presence.forget_silent(server.clock.now());
        let mut watching = watch.take();
        let is_time = rest == 0;
        rest = rest.saturating_sub(1);
        let looked = tokio::task::spawn_blocking(move || {
            let watched = if is_time { watch_clocks(&server, &mut watching, since) } else { Ok(()) };
            // Whatever becomes of the clocks, the desks hear what is new.
            (server.tell(), watched, watching)
        });
        match looked.await {
            Ok((told, watched, watching)) => {
                if let Err(error) = told {
                    tracing::warn!(%error, "the ledger could not be looked at");
                }
                // It begins anew in a while: what was not raised is raised then.
                match watched {
                    Ok(()) => watch = watching,
                    Err(error) => {
                        tracing::warn!(%error, "the clocks are not watched for the moment");
                        rest = REST;
                    }
                }
            }
            Err(error) => tracing::error!(%error, "the look at the ledger ended"),
        }
    }
}
