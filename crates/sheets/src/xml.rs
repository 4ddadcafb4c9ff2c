use std::borrow::Cow;
use std::io::{BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use crate::Refusal;

/// Elements inside each other. Table programs need about ten.
const DEPTH: usize = 100;
/// Bytes from one event to the next: a text or a tag. Far above what a cell may hold.
const EVENT: u64 = 4 << 20;

/// One XML part of a packed file, event by event. Names are without their prefixes, which programs choose as they like.
pub(crate) struct Xml<R: Read> {
    reader: quick_xml::Reader<BufReader<Paced<R>>>,
    buffer: Vec<u8>,
    part: String,
    depth: usize,
    document_type: bool,
}

/// What comes next in an XML part.
pub(crate) enum Node<'a> {
    /// An element begins. An empty one ends right after.
    Start(Element<'a>),
    /// An element ends.
    End(Closing<'a>),
    /// Characters.
    Text(Cow<'a, str>),
    /// A comment or the like.
    Other,
    /// The part is over.
    Eof,
}

impl<R: Read> Xml<R> {
    pub fn new(input: R, part: &str) -> Self {
        let mut reader =
            quick_xml::Reader::from_reader(BufReader::with_capacity(1 << 16, Paced { input, left: EVENT }));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), part: part.to_owned(), depth: 0, document_type: false }
    }

    /// Takes a document type for a comment. Entities that it declares stay unknown.
    pub fn allow_document_type(&mut self) {
        self.document_type = true;
    }

    /// The next node. A document type is refused: it is the door of every trick with entities.
    pub fn next(&mut self) -> Result<Node<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().left = EVENT;
        let event = self.reader.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| Refusal::broken(&self.part, error))?;
        Ok(match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(Refusal::broken(&self.part, "elements inside each other without end"));
                }
                Node::Start(Element { tag, part: &self.part })
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End(Closing(tag))
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = quick_xml::escape::resolve_predefined_entity(&reference).map(Cow::Borrowed);
                let numbered = || reference.resolve_char_ref().ok().flatten().map(|c| Cow::Owned(c.to_string()));
                let unknown = || Refusal::broken(&self.part, format!("the entity {}", &*reference));
                Node::Text(named.or_else(numbered).ok_or_else(unknown)?)
            }
            Event::DocType(_) if self.document_type => Node::Other,
            Event::DocType(_) => return Err(Refusal::Entities { part: self.part.clone() }),
            Event::Eof if self.depth > 0 => return Err(Refusal::broken(&self.part, "it ends in the middle")),
            Event::Eof => Node::Eof,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Node::Other,
        })
    }

    /// Goes behind the end of the element that has just begun.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Node::Eof) {
                break;
            }
        }
        Ok(())
    }
}

/// The beginning of an element.
pub(crate) struct Element<'a> {
    tag: BytesStart<'a>,
    part: &'a str,
}

impl Element<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute, by its name with or without a prefix.
    pub fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, Refusal> {
        for attribute in self.tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Refusal::broken(self.part, error))?;
            let key = attribute.key;
            if key.as_ref() == name || (!name.contains(':') && key.local_name().as_ref() == name) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(Some).map_err(|error| Refusal::broken(self.part, error));
            }
        }
        Ok(None)
    }

    /// The part is broken at this element.
    pub fn broken(&self, reason: impl ToString) -> Refusal {
        Refusal::broken(self.part, reason)
    }

    /// Whether an attribute says yes.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        Ok(self.attribute(name)?.is_some_and(|value| matches!(&*value, "1" | "true" | "on")))
    }
}

/// The end of an element.
pub(crate) struct Closing<'a>(BytesEnd<'a>);

impl Closing<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// Lets only so many bytes through until it is given more, so that no single event fills the memory.
pub(crate) struct Paced<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let got = self.input.read(buffer)?;
        self.left = self.left.checked_sub(got as u64).ok_or_else(|| std::io::Error::other("a text without end"))?;
        Ok(got)
    }
}
