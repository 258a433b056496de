// A headless Chromium, spoken to through a pipe, and the invented build served to it. Nothing but Node is needed.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Serves a folder at a free port of this computer. */
export async function serve(folder) {
  const server = createServer((request, answer) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? 'index.html' : path);
    if (!existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(answer);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), 'holdfast-looks-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${profile}`];
  const child = spawn(CHROMIUM, [...flags, ...quiet, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const gone = new Promise((_, fail) => child.once('error', (e) => fail(new Error(`${CHROMIUM}: ${e.message}. Set CHROMIUM.`))));
  const waiting = new Map();
  let next = 0;
  let rest = '';
  child.stdio[4].setEncoding('utf8').on('data', (part) => {
    const whole = (rest + part).split('\0');
    rest = whole.pop();
    for (const text of whole) {
      const { id, result, error } = JSON.parse(text);
      const asked = waiting.get(id);
      if (!asked) continue;
      waiting.delete(id);
      if (error) asked.fail(new Error(error.message));
      else asked.done(result);
    }
  });
  const send = (method, params = {}, sessionId) => {
    const id = ++next;
    const answer = new Promise((done, fail) => waiting.set(id, { done, fail }));
    child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return Promise.race([answer, gone]);
  };
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = (method, params) => send(method, params, sessionId);
  await page('Page.enable');
  // Nothing is judged while it is on its way.
  await page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });

  const self = {
    page,
    /** Runs an expression in the page and answers its value. */
    async run(expression) {
      const { result, exceptionDetails } = await page('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    size: (width, height, scale = 1) =>
      page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false }),
    async open(url) {
      await page('Page.navigate', { url });
      await self.until(`document.readyState === 'complete' && !!document.querySelector('#window > *')`, url);
    },
    async until(condition, what) {
      for (const end = Date.now() + 5000; Date.now() < end;) {
        if (await self.run(`!!(${condition})`).catch(() => false)) return;
        await new Promise((done) => setTimeout(done, 25));
      }
      throw new Error(`not within 5 s: ${what}`);
    },
    async stop() {
      await send('Browser.close').catch(() => undefined);
      if (child.exitCode === null) await new Promise((done) => child.once('exit', done));
      rmSync(profile, { recursive: true, force: true });
    },
  };
  return self;
}
