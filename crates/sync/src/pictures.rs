//! Pictures that lie elsewhere, fetched because a person asked for them: over https alone, from public addresses alone, without cookies,
//! referrer or name, of a few kinds that are told by their content, and no more than fits.

use futures_util::StreamExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use crate::http::install_cryptography;

/// Of one message.
pub const MOST_PICTURES: usize = 24;
/// One picture, in bytes.
const LARGEST: usize = 3 * 1024 * 1024;
/// All of one message, in bytes.
const LARGEST_ALL: usize = 12 * 1024 * 1024;
const MOST_REDIRECTS: usize = 3;
const LIMIT: Duration = Duration::from_secs(15);
/// So many at a time: one sender's server is not asked for everything at once.
const AT_ONCE: usize = 4;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `image/png` and the like, by what it holds and not by what its server says.
    pub kind: &'static str,
    /// Its content.
    pub content: Vec<u8>,
}

/// Why a picture is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPicture {
    /// Its server was not reached.
    Unreachable,
    /// It may not be fetched, or is no picture that is shown.
    Refused,
}

/// What may be fetched.
#[derive(Clone, Copy)]
struct Rules {
    plain: bool,
    private: bool,
}

const STRICT: Rules = Rules { plain: false, private: false };

/// Each of these addresses with its picture, in order; what comes after the first [`MOST_PICTURES`] is refused.
pub async fn fetch(addresses: Vec<String>) -> Vec<(String, Result<Picture, NoPicture>)> {
    fetch_by(addresses, STRICT).await
}

async fn fetch_by(addresses: Vec<String>, rules: Rules) -> Vec<(String, Result<Picture, NoPicture>)> {
    install_cryptography();
    let client = Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .no_gzip()
        .no_zstd()
        .pool_max_idle_per_host(0)
        .timeout(LIMIT)
        .dns_resolver(Arc::new(Public(rules)))
        .build();
    let Ok(client) = client else { return addresses.into_iter().map(|address| (address, Err(NoPicture::Refused))).collect() };
    let one = |(at, address): (usize, String)| {
        let client = client.clone();
        async move {
            let picture = if at < MOST_PICTURES { picture(&client, &address, rules).await } else { Err(NoPicture::Refused) };
            (address, picture)
        }
    };
    let mut fetched: Vec<_> = futures_util::stream::iter(addresses.into_iter().enumerate()).map(one).buffered(AT_ONCE).collect().await;
    let mut room = LARGEST_ALL;
    for (_, picture) in &mut fetched {
        let length = picture.as_ref().map_or(0, |picture| picture.content.len());
        match room.checked_sub(length) {
            Some(left) => room = left,
            None => *picture = Err(NoPicture::Refused),
        }
    }
    fetched
}

async fn picture(client: &Client, address: &str, rules: Rules) -> Result<Picture, NoPicture> {
    let mut url = allowed(address, rules).ok_or(NoPicture::Refused)?;
    for _ in 0..=MOST_REDIRECTS {
        let answer =
            client.get(url.clone()).header(ACCEPT, "image/png,image/jpeg,image/gif,image/webp").send().await.map_err(|error| failed(&error))?;
        if answer.status().is_redirection() {
            let next = answer.headers().get(LOCATION).and_then(|next| next.to_str().ok()).and_then(|next| url.join(next).ok());
            url = next.and_then(|next| allowed(next.as_str(), rules)).ok_or(NoPicture::Refused)?;
            continue;
        }
        if !answer.status().is_success() {
            return Err(NoPicture::Refused);
        }
        let content = content(answer).await?;
        return kind_of(&content).map(|kind| Picture { kind, content }).ok_or(NoPicture::Refused);
    }
    Err(NoPicture::Refused)
}

async fn content(answer: Response) -> Result<Vec<u8>, NoPicture> {
    let (mut content, mut stream) = (Vec::new(), answer.bytes_stream());
    while let Some(piece) = stream.next().await {
        content.extend_from_slice(&piece.map_err(|error| failed(&error))?);
        if content.len() > LARGEST {
            return Err(NoPicture::Refused);
        }
    }
    Ok(content)
}

fn failed(error: &reqwest::Error) -> NoPicture {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.is::<Private>() {
            return NoPicture::Refused;
        }
        source = cause.source();
    }
    NoPicture::Unreachable
}

/// An address that may be asked: of the web, with nobody's name in it, and no number of a network of our own.
fn allowed(address: &str, rules: Rules) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let scheme = url.scheme() == "https" || (rules.plain && url.scheme() == "http");
    let nameless = url.username().is_empty() && url.password().is_none();
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    let public = host.parse::<IpAddr>().map_or(host.contains('.'), is_public);
    (scheme && nameless && (public || rules.private)).then_some(url)
}

/// What its first bytes say that it is.
fn kind_of(content: &[u8]) -> Option<&'static str> {
    match content {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// Whether an address is one of the open net: none of this computer, of a network of our own, or of those kept for special use
/// (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let special = (a == 192 && b == 0 && (c == 0 || c == 2)) || (a == 192 && b == 88 && c == 99) || (a == 198 && (b == 18 || b == 19));
    !(v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_documentation()
        || a == 0
        || a >= 240
        || shared
        || special)
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    // What stands for an address of the older kind is judged as that: mapped, compatible, by way of 64:ff9b and by 6to4.
    let [a, b, c, d, e, f, g, h] = v6.segments();
    let [low, high] = [g.to_be_bytes(), h.to_be_bytes()];
    let last = Ipv4Addr::new(low[0], low[1], high[0], high[1]);
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0 | 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => is_public_v4(last),
        (0x2002, ..) => {
            let [b, c] = [b.to_be_bytes(), c.to_be_bytes()];
            is_public_v4(Ipv4Addr::new(b[0], b[1], c[0], c[1]))
        }
        (0x2001, 0xdb8 | 0, ..) => false,
        _ => a & 0xe000 == 0x2000,
    }
}

/// Names that stand for public addresses alone: what is checked is what is connected to.
struct Public(Rules);

#[derive(Debug, thiserror::Error)]
#[error("the name stands for no public address")]
struct Private;

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        let rules = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| rules.private || is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(Box::new(Private) as Box<dyn std::error::Error + Send + Sync>);
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::get;
    use axum::{Router, response::IntoResponse};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand so on";

    #[test]
    fn only_public_addresses_of_the_web_are_asked() {
        let ok = |address: &str| allowed(address, STRICT).is_some();
        assert!(ok("https://shop.example/a.png") && ok("https://8.8.8.8/a.png") && ok("https://[2606:4700::1111]/a.png"));
        for bad in [
            "http://shop.example/a.png",
            "https://localhost/a.png",
            "https://printer/a.png",
            "https://127.0.0.1/a",
            "https://2130706433/a",
            "https://0x7f.1/a",
            "https://10.1.2.3/a",
            "https://192.168.0.1/a",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/a",
            "https://[::1]/a",
            "https://[::ffff:10.0.0.1]/a",
            "https://[64:ff9b::a00:1]/a",
            "https://[2002:7f00:1::]/a",
            "https://[fe80::1]/a",
            "https://[fd00::1]/a",
            "https://mia:secret@shop.example/a",
            "file:///etc/passwd",
            "ftp://shop.example/a",
            "data:image/png;base64,AAAA",
            "nonsense",
        ] {
            assert!(!ok(bad), "{bad}");
        }
    }

    #[test]
    fn a_picture_is_told_by_its_content() {
        assert_eq!(kind_of(PNG), Some("image/png"));
        assert_eq!(kind_of(b"GIF89a..."), Some("image/gif"));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind_of(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
        assert_eq!((kind_of(b"<svg onload=steal()>"), kind_of(b"<html>"), kind_of(b"")), (None, None, None));
    }

    async fn server() -> String {
        let told = |headers: HeaderMap| async move {
            let named = ["referer", "cookie", "authorization", "user-agent"].iter().any(|name| headers.contains_key(*name));
            if named { StatusCode::BAD_REQUEST.into_response() } else { PNG.into_response() }
        };
        let router = Router::new()
            .route("/a.png", get(told))
            .route("/page.png", get(|| async { "<html>no picture</html>" }))
            .route("/large.png", get(|| async { [PNG, &vec![0; LARGEST]].concat() }))
            .route("/moved.png", get(|| async { (StatusCode::FOUND, [("location", "/a.png")]) }))
            .route("/round.png", get(|| async { (StatusCode::FOUND, [("location", "/round.png")]) }))
            .route("/inside.png", get(|| async { (StatusCode::FOUND, [("location", "file:///etc/passwd")]) }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }

    #[tokio::test]
    async fn what_is_asked_for_comes_with_nobodys_name_and_what_is_none_does_not() {
        let server = server().await;
        let addresses = ["a", "page", "large", "moved", "round", "inside", "none"].map(|name| format!("{server}/{name}.png")).to_vec();
        let fetched = fetch_by(addresses, Rules { plain: true, private: true }).await;
        let pictures: Vec<_> = fetched.iter().map(|(_, picture)| picture.as_ref().map(|picture| picture.kind)).collect();
        let refused = Err(&NoPicture::Refused);
        assert_eq!(pictures, [Ok("image/png"), refused, refused, Ok("image/png"), refused, refused, refused]);
    }

    #[tokio::test]
    async fn a_name_for_this_computer_is_refused_and_what_cannot_be_reached_says_so() {
        let server = server().await;
        let by_name = server.replace("127.0.0.1", "localhost");
        let by_name = fetch_by(vec![format!("{by_name}/a.png")], Rules { plain: true, private: false }).await;
        assert_eq!(by_name[0].1, Err(NoPicture::Refused));
        let gone = fetch_by(vec!["http://127.0.0.1:1/a.png".to_owned()], Rules { plain: true, private: true }).await;
        assert_eq!(gone[0].1, Err(NoPicture::Unreachable));
    }

    #[tokio::test]
    async fn no_more_than_fits_is_fetched() {
        let server = server().await;
        let many = vec![format!("{server}/a.png"); MOST_PICTURES + 1];
        let fetched = fetch_by(many, Rules { plain: true, private: true }).await;
        assert_eq!(fetched.iter().filter(|(_, picture)| picture.is_ok()).count(), MOST_PICTURES);
    }
}
