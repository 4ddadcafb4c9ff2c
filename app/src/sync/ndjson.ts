// Whole lines out of bytes as they come. What was cut off in the middle of a line is no line.

export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n', from)) {
      if (at > from) yield rest.slice(from, at);
      from = at + 1;
    }
    rest = rest.slice(from);
  }
}
