//! The least of HTTP/1.1 over one kept connection. Bodies are counted and handed over as they came over the wire, so
//! that what is measured is what a phone pays for.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

pub(crate) struct Http {
    stream: BufReader<TcpStream>,
    host: String,
}

pub(crate) struct Answer {
    pub status: u16,
    encoding: String,
    /// As it came over the wire.
    pub body: Vec<u8>,
}

impl Http {
    pub(crate) fn connect(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).with_context(|| format!("connect to {host}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::with_capacity(1 << 16, stream), host: host.into() })
    }

    pub(crate) fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n", self.host, body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut message = head.into_bytes();
        message.extend_from_slice(body);
        self.stream.get_mut().write_all(&message)?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let (mut length, mut chunked, mut encoding) = (None, false, String::new());
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { bail!("a header without a colon: {line}") };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse::<usize>()?),
                "transfer-encoding" => chunked = value.contains("chunked"),
                "content-encoding" => encoding = value.trim().into(),
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            self.chunks(&mut body)?;
        } else if let Some(length) = length {
            body.resize(length, 0);
            self.stream.read_exact(&mut body)?;
        }
        Ok(Answer { status, encoding, body })
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let line = self.line()?;
            let size = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)?;
            let start = body.len();
            body.resize(start + size, 0);
            self.stream.read_exact(&mut body[start..])?;
            self.line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Answer {
    /// The body as it was before it was compressed.
    pub(crate) fn text(&self) -> Result<String> {
        let mut text = String::new();
        match self.encoding.as_str() {
            "" | "identity" => text.push_str(std::str::from_utf8(&self.body)?),
            "gzip" => {
                flate2::read::GzDecoder::new(&self.body[..]).read_to_string(&mut text)?;
            }
            "br" => {
                brotli::Decompressor::new(&self.body[..], 1 << 14).read_to_string(&mut text)?;
            }
            other => bail!("the server chose an encoding that was not offered: {other}"),
        }
        Ok(text)
    }
}
