//! The way between a desk and its team server, which a test may cut, hold up or spoil.
//!
//! Each request has a connection of its own, so that a fault hits exactly the answer it is meant for.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};

/// What happens to one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The team server has done it, and the answer never comes.
    AnswerLost,
    /// Half of the answer's body comes.
    AnswerHalved,
    /// The team server has done it, and says that it failed.
    Failed,
}

/// A way to a team server, at an address of its own.
pub struct Wire {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    server: SocketAddr,
    is_cut: AtomicBool,
    is_gone: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
    faults: Mutex<Vec<(String, Fault)>>,
    asked: Mutex<Vec<String>>,
    held: Mutex<Option<String>>,
    released: Condvar,
    up: AtomicU64,
    down: AtomicU64,
}

impl Wire {
    /// A way to the team server at this address.
    #[must_use]
    pub fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            server,
            is_cut: AtomicBool::new(false),
            is_gone: AtomicBool::new(false),
            open: Mutex::default(),
            faults: Mutex::default(),
            asked: Mutex::default(),
            held: Mutex::default(),
            released: Condvar::new(),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
        });
        let accepting = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if accepting.is_gone.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                if !accepting.is_cut.load(Ordering::SeqCst) {
                    let state = Arc::clone(&accepting);
                    // A connection that breaks is what this is for.
                    std::thread::spawn(move || drop(state.carries(&stream)));
                }
            }
        });
        Self { address, state }
    }

    /// What a desk connects to.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nothing passes any more.
    pub fn cut(&self) {
        self.state.is_cut.store(true, Ordering::SeqCst);
        for stream in self.state.open.lock().unwrap().drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
    }

    /// Everything passes again.
    pub fn mend(&self) {
        self.state.is_cut.store(false, Ordering::SeqCst);
    }

    /// What happens to the next answer of a request that begins so, e.g. `POST /v1/push`.
    pub fn spoils_next(&self, request: &str, fault: Fault) {
        self.state.faults.lock().unwrap().push((request.to_owned(), fault));
    }

    /// Requests that begin so wait, until they are let go.
    pub fn holds(&self, request: &str) {
        *self.state.held.lock().unwrap() = Some(request.to_owned());
    }

    /// Lets go of what is held.
    pub fn lets_go(&self) {
        *self.state.held.lock().unwrap() = None;
        self.state.released.notify_all();
    }

    /// How many requests that begin so have come.
    #[must_use]
    pub fn asked(&self, request: &str) -> usize {
        self.state.asked.lock().unwrap().iter().filter(|asked| asked.starts_with(request)).count()
    }

    /// Bytes that have passed to the server and from it, heads and all.
    #[must_use]
    pub fn carried(&self) -> (u64, u64) {
        (self.state.up.load(Ordering::SeqCst), self.state.down.load(Ordering::SeqCst))
    }

    /// Whether every fault that was laid has struck.
    #[must_use]
    pub fn has_struck(&self) -> bool {
        self.state.faults.lock().unwrap().is_empty()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.state.is_gone.store(true, Ordering::SeqCst);
        self.lets_go();
        self.cut();
        // Wakes whoever waits for a desk.
        drop(TcpStream::connect(self.address));
    }
}

impl State {
    fn carries(&self, desk: &TcpStream) -> io::Result<()> {
        self.open.lock().unwrap().push(desk.try_clone()?);
        let (head, body) = read_request(desk)?;
        let line = head.lines().next().unwrap_or_default().to_owned();
        self.asked.lock().unwrap().push(line.clone());
        let is_held = |held: &mut Option<String>| held.as_ref().is_some_and(|held| line.starts_with(held));
        drop(self.released.wait_while(self.held.lock().unwrap(), is_held).unwrap());

        let mut server = TcpStream::connect(self.server)?;
        self.open.lock().unwrap().push(server.try_clone()?);
        let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
        server.write_all(head.as_bytes())?;
        server.write_all(&body)?;
        self.up.fetch_add((head.len() + body.len()) as u64, Ordering::SeqCst);
        let answer = match self.fault_for(&line) {
            None => carry(&mut server, desk, &self.down),
            Some(fault) => spoil(&mut server, desk, fault),
        };
        drop(desk.shutdown(Shutdown::Both));
        drop(server.shutdown(Shutdown::Both));
        answer
    }

    fn fault_for(&self, line: &str) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let at = faults.iter().position(|(request, _)| line.starts_with(request))?;
        Some(faults.remove(at).1)
    }
}

fn carry(server: &mut TcpStream, mut desk: &TcpStream, counted: &AtomicU64) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = server.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        desk.write_all(&buffer[..count])?;
        counted.fetch_add(count as u64, Ordering::SeqCst);
    }
}

fn spoil(server: &mut TcpStream, mut desk: &TcpStream, fault: Fault) -> io::Result<()> {
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if fault == Fault::Failed {
        let body = r#"{"code":"internal","message":"failed after all"}"#;
        let head = format!("HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        desk.write_all(head.as_bytes())?;
        desk.write_all(body.as_bytes())?;
    }
    if fault == Fault::AnswerHalved {
        let body = end_of_head(&answer).unwrap_or(0);
        desk.write_all(&answer[..body + (answer.len() - body) / 2])?;
    }
    Ok(())
}

/// Head with its empty line, and body.
pub(crate) fn read_request(mut stream: &TcpStream) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        if let Some(end) = end_of_head(&bytes) {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head.lines().filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            let length: usize = length.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0);
            if bytes.len() >= end + length {
                return Ok((head, bytes[end..end + length].to_vec()));
            }
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}
