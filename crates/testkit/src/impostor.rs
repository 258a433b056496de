//! Something that answers where a team server should: a captive portal, a server of another version.

use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

use crate::wire::read_request;

/// Answers everything alike.
pub struct Impostor {
    address: SocketAddr,
    is_gone: Arc<AtomicBool>,
    answered: Arc<AtomicUsize>,
    answering: Option<JoinHandle<()>>,
}

impl Impostor {
    /// At `address` (port 0 for any), answering `status`, e.g. `200 OK`, with a body of this kind.
    #[must_use]
    pub fn at(address: SocketAddr, status: &str, kind: &str, body: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let (is_gone, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let answer = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        let (gone, count) = (Arc::clone(&is_gone), Arc::clone(&answered));
        let answering = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if gone.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(mut stream) = stream else { continue };
                if read_request(&stream).is_ok() && stream.write_all(answer.as_bytes()).is_ok() {
                    count.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        Self { address, is_gone, answered, answering: Some(answering) }
    }

    /// What a desk connects to.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How often it has answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answered.load(Ordering::SeqCst)
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        self.is_gone.store(true, Ordering::SeqCst);
        // Wakes it; then the address is free for somebody else.
        drop(TcpStream::connect(self.address));
        if let Some(answering) = self.answering.take() {
            drop(answering.join());
        }
    }
}
