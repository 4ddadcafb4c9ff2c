// Stands between the phones and the server, and can give out another version of the app: a worker with another name.

import { createServer, request } from 'node:http';

export async function front(world) {
  let version = 0;
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers };
    if (asked.url === '/sw.js') delete headers['accept-encoding'], delete headers['if-none-match'];
    const onward = request({ host: '127.0.0.1', port: world.port, method: asked.method, path: asked.url, headers }, (come) => {
      if (asked.url !== '/sw.js' || !version) {
        answer.writeHead(come.statusCode, come.headers);
        return come.pipe(answer);
      }
      let text = '';
      come.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => {
        const { 'content-length': _length, etag: _etag, ...rest } = come.headers;
        answer.writeHead(come.statusCode, rest);
        answer.end(text.replace(/VERSION = "(\w+)"/, `VERSION = "$1-${version}"`));
      });
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    release: () => (version += 1),
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
