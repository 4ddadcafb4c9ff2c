use crate::meter::Meter;
use crate::package::{Package, Part};
use crate::xml::Node;
use crate::{Limits, Refusal};

/// The texts that cells share, in their order.
pub(super) fn read(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Vec<String>, Refusal> {
    let mut strings = Vec::new();
    // They count against the limits once more than the cells do: nobody says that a cell shows them.
    let nobody = &mut |_| ();
    let mut meter = Meter::new(limits, nobody);
    let Some(mut xml) = package.xml(part)? else { return Ok(strings) };
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "si" => {
                let text = rich_text(&mut xml)?;
                meter.shared(part, &text)?;
                strings.push(text);
            }
            Node::Eof => return Ok(strings),
            _ => (),
        }
    }
}

/// The text of the element that has just begun: all its runs, without the reading aids of East Asian names.
pub(super) fn rich_text(xml: &mut Part<'_, '_>) -> Result<String, Refusal> {
    let mut text = String::new();
    let (mut depth, mut inside) = (1, false);
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) if element.name() == "rPh" => xml.skip()?,
            Node::Start(element) => {
                inside = element.name() == "t";
                depth += 1;
            }
            Node::End(_) => {
                inside = false;
                depth -= 1;
            }
            Node::Text(part) if inside => text.push_str(&part),
            Node::Eof => break,
            _ => (),
        }
    }
    Ok(unescape(text))
}

/// Characters that XML cannot hold stand as `_x000D_`.
pub(super) fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let code = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold() {
        for (text, plain) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x", "_x"),
            ("_xẤp_", "_xẤp_"),
            ("_xD800_", "_xD800_"),
        ] {
            assert_eq!(unescape(text.to_owned()), plain);
        }
    }
}
