use crate::package::Part;
use crate::xml::Node;
use crate::{Limits, Refusal};

/// The text of the cell that has just begun, up to its end: its paragraphs, one a line. Remarks and drawings that hang
/// on the cell have texts of their own, which are none of it.
pub(super) fn read(xml: &mut Part<'_, '_>, limits: &Limits) -> Result<String, Refusal> {
    let mut text = String::new();
    let mut paragraphs = 0;
    loop {
        match xml.next()? {
            Node::Start(element) if matches!(element.name(), "p" | "h") => {
                if paragraphs > 0 {
                    text.push('\n');
                }
                paragraphs += 1;
                paragraph(xml, &mut text, limits)?;
            }
            Node::Start(_) => xml.skip()?,
            Node::End(_) | Node::Eof => return Ok(text),
            _ => (),
        }
    }
}

fn paragraph(xml: &mut Part<'_, '_>, text: &mut String, limits: &Limits) -> Result<(), Refusal> {
    let begin = text.len();
    // Beyond this it is too long whatever its characters are: what comes is passed over, and the cell refused.
    let enough = limits.text.saturating_add(1).saturating_mul(4);
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Text(_) if text.len() > enough => (),
            Node::Start(element) if text.len() > enough && element.name() == "s" => xml.skip()?,
            Node::Start(element) => {
                match element.name() {
                    "s" => {
                        let count = element.attribute("text:c")?.and_then(|count| count.parse().ok()).unwrap_or(1);
                        text.extend(std::iter::repeat_n(' ', usize::min(count, enough)));
                    }
                    "tab" => text.push('\t'),
                    "line-break" => text.push('\n'),
                    "annotation" | "note" | "ruby-text" => {
                        xml.skip()?;
                        continue;
                    }
                    _ => (),
                }
                depth += 1;
            }
            Node::End(_) => depth -= 1,
            Node::Text(part) => push_collapsed(text, begin, &part),
            Node::Eof => break,
            Node::Other => (),
        }
    }
    Ok(())
}

/// Line breaks and runs of blanks in the XML are one blank; blanks that are meant stand as elements.
fn push_collapsed(text: &mut String, begin: usize, part: &str) {
    for c in part.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            text.push(c);
        } else if text.len() > begin && !text.ends_with([' ', '\t', '\n']) {
            text.push(' ');
        }
    }
}
