//! How answers are packed. tower-http's packer takes megabytes of working memory for the smallest answer, which at every
//! sync of every phone is most of its cost: a body that is there as a whole is packed here, in a window of its own size.
//! What streams, and who does not read brotli, goes on to tower-http.

use std::io::Write;

use api::Whole;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::middleware::Next;
use axum::response::Response;
use brotli::CompressorWriter;

/// Below this, packing saves nothing.
const SMALLEST: u64 = 96;
const LARGEST: u64 = 8 * 1024 * 1024;
/// A whole book goes out once in a phone's life, over a poor network: its bytes count. Elsewhere the machine's time does.
const DENSE: u32 = 6;
const QUICK: u32 = 4;

/// Packs a body that is there as a whole, for whoever reads brotli.
pub async fn pack(request: Request, next: Next) -> Response {
    let reads = request.headers().get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let reads =
        reads.flat_map(|value| value.split(',')).any(|word| word.split(';').next().map(str::trim) == Some("br"));
    let response = next.run(request).await;
    if !reads || !is_worth_it(&response) {
        return response;
    }
    let quality = if response.extensions().get::<Whole>().is_some() { DENSE } else { QUICK };
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, LARGEST as usize).await else { return Response::from_parts(parts, Body::empty()) };
    let packed = match tokio::task::spawn_blocking(move || squeeze(&plain, quality)).await {
        Ok(packed) => packed,
        Err(failure) => std::panic::resume_unwind(failure.into_panic()),
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    parts.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(packed))
}

fn is_worth_it(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let text = kind.contains("json") || kind.starts_with("text/") && !kind.contains("event-stream");
    let size = response.body().size_hint().exact();
    text && !response.headers().contains_key(CONTENT_ENCODING)
        && size.is_some_and(|size| (SMALLEST..=LARGEST).contains(&size))
}

fn squeeze(plain: &[u8], quality: u32) -> Vec<u8> {
    // The window that holds all of it: 2^10 is the smallest there is, 2^22 the largest that browsers take.
    let window = (plain.len() + 16).next_power_of_two().trailing_zeros().clamp(10, 22);
    let mut packed = Vec::with_capacity(plain.len() / 4);
    let mut writer = CompressorWriter::new(&mut packed, 0, quality, window);
    // A vector takes all that is written.
    let _ = writer.write_all(plain);
    drop(writer);
    packed
}
