use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::AppState;

/// Laid over the routes where a proxy of ours stands before the server, so that its word on who is calling is believed.
#[derive(Debug, Clone, Copy)]
pub struct BehindProxy;

/// Where a request comes from, for the throttle: an address, or the network of one household for IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let believed = peer.is_loopback() || parts.extensions.get::<BehindProxy>().is_some();
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        // The last hop is the one that our own proxy wrote; those before it are the client's word.
        let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Self(network(last.filter(|_| believed).unwrap_or(peer))))
    }
}

/// Whoever has one IPv6 address has 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_caller_is_its_network() {
        let net = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(net("2405:4802:1:2:3:4:5:6"), "2405:4802:1:2::");
        assert_eq!(net("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(net("203.0.113.9"), "203.0.113.9");
    }
}
