// Runs Azurite so that nothing it acknowledged is lost.
//
// Azurite keeps its tables in memory and saves them every five seconds; killed hard it forgets what it acknowledged
// since. So it lives in a process of its own session, which Ctrl+C and a kill of the caller's process group do not
// reach, and it stops, saving, when its standard input ends: that happens when the caller closes it and also when the
// caller is killed. Signals are ignored, so that the caller always stops first.
//
// node azurite.mjs --entry FILE [--location DIR] [--parent PID] [--blob PORT] [--queue PORT] [--table PORT]
//
// Without a location everything stays in memory. On standard output, one JSON object a line:
//   {"event":"ready","blob":URL,"queue":URL,"table":URL} | {"event":"owned"}: another one holds the location
//   {"event":"unsaved","reason":TEXT}: what was acknowledged is in memory only, and is tried again | {"event":"saved"}: no more
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const inner = 'YOUTHFUNCTIONS_EMULATOR_INNER';
const ignore = () => { /* the end of standard input is the only request to stop */ };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ignore);

if (process.env[inner]) await serve();
else startDetached();

/** Starts this file again in its own session, with the same three streams, and ends with its exit code. */
function startDetached() {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, ...process.argv.slice(2)], {
    detached: true, stdio: 'inherit', windowsHide: true, env: { ...process.env, [inner]: '1' },
  });
  child.on('exit', (code) => { process.exitCode = code ?? 1; });
}

async function serve() {
  const text = (name) => [name, { type: 'string' }];
  const { values: options } = parseArgs({
    options: Object.fromEntries(['entry', 'location', 'parent', 'blob', 'queue', 'table'].map(text)),
  });
  // The reader of both streams may be gone by the time of the last save, which must go on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignore);

  const asked = new Promise((resolve) => {
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => resolve());
    process.stdin.resume();
  });
  if (!options.location) asked.then(() => process.exit(0));
  const owner = options.location ? await own(options.location, options.parent) : undefined;
  if (options.location && !owner) {
    process.stdout.write('{"event":"owned"}\n', () => process.exit(0));
    return;
  }

  if (options.location) watchSaves((event) => process.stdout.write(`${JSON.stringify(event)}\n`));
  let lastRequest = 0;
  diagnostics.subscribe('http.server.request.start', () => { lastRequest = performance.now(); });
  const azurite = await Promise.race([startAzurite(options), asked]);
  // Asked before anybody knew where it serves: there is nothing to save, and each file on disk is whole.
  if (!azurite) process.exit(0);
  const { urls, shutDown } = azurite;
  process.stdout.write(`${JSON.stringify({ event: 'ready', ...urls })}\n`);

  await asked;
  owner?.stopping();
  // A batch is applied entity by entity: let the last one finish, or half of it would be saved.
  for (let waited = 0; waited < 3000 && performance.now() - lastRequest < 300; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  // From here the process ends by itself when the last file is written; process.exit would cut that off.
  shutDown();
}

/** Loads Azurite into this process; answers when it serves, with what its own SIGTERM handler would do. */
function startAzurite({ entry, location, blob, queue, table }) {
  const urls = {};
  // Azurite tells the ports it was given only by printing them.
  console.log = (line) => {
    const found = /Azurite (\w+) service is successfully listening at (\S+)/.exec(line);
    if (found) urls[found[1].toLowerCase()] = found[2];
  };
  process.argv = [
    process.execPath, entry, '--silent', '--disableTelemetry', '--skipApiVersionCheck',
    ...(location ? ['--location', location] : ['--inMemoryPersistence']),
    ...['blob', 'queue', 'table'].flatMap((name) => [`--${name}Host`, '127.0.0.1']),
    '--blobPort', blob ?? '0', '--queuePort', queue ?? '0', '--tablePort', table ?? '0',
  ];
  const serving = new Promise((resolve) => {
    process.on('newListener', (event, listener) => {
      // Azurite listens for signals as the last step of its start.
      if (event !== 'SIGTERM') return;
      setImmediate(() => {
        process.removeListener('SIGTERM', listener);
        resolve({ urls, shutDown: listener });
      });
    });
  });
  const require = createRequire(entry);
  leaveOut(require, { applicationinsights: {}, sequelize: { Model: class { } } });
  useIndices(require('lokijs').Collection.prototype);
  require(entry);
  return serving;
}

/**
 * Sees to it that each save of Azurite's database reaches the disk. The database takes what it saves for saved before it is
 * written, and forgets a save that fails (a full disk, for one): neither its next save nor its last would make up for it.
 * Here the content is kept and written again every second until that works, or until a newer save takes its place.
 */
function watchSaves(report) {
  const { writeFile, rename } = fs;
  const unsaved = new Map(); // by temporary file
  let retrying = Promise.resolve();
  const isSave = (file) => /__azurite_db_\w+\.json~$/.test(file);
  const saved = (file) => {
    if (unsaved.delete(file) && unsaved.size === 0) report({ event: 'saved' });
  };
  const failed = (file, data, error) => {
    if (unsaved.size === 0) report({ event: 'unsaved', reason: error.message });
    unsaved.set(file, data);
  };
  const latest = new Map(); // what the database wrote last, until it has its name
  fs.writeFile = (file, data, ...rest) => {
    if (!isSave(file)) return writeFile(file, data, ...rest);
    const done = rest.at(-1);
    latest.set(file, data);
    retrying.then(() => writeFile(file, data, ...rest.slice(0, -1), (error) => {
      if (error) { latest.delete(file); failed(file, data, error); }
      done(error);
    }));
  };
  fs.rename = (from, to, done) => {
    if (!isSave(from)) return rename(from, to, done);
    rename(from, to, (error) => {
      if (error) failed(from, latest.get(from), error);
      else saved(from);
      latest.delete(from);
      done(error);
    });
  };
  const again = (file, data) => new Promise((resolve) => writeFile(file, data, (error) => {
    if (error) resolve();
    else rename(file, file.slice(0, -1), (refused) => { if (!refused && unsaved.get(file) === data) saved(file); resolve(); });
  }));
  setInterval(() => {
    retrying = retrying.then(async () => { for (const [file, data] of unsaved) if (!latest.has(file)) await again(file, data); });
  }, 1000).unref();
  process.on('beforeExit', () => {
    for (const [file, data] of unsaved) {
      try {
        fs.writeFileSync(file, data);
        fs.renameSync(file, file.slice(0, -1));
        unsaved.delete(file);
      } catch (error) {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      }
    }
  });
}

/**
 * Has packages count as loaded already. Azurite loads its telemetry and its SQL mapper on every start, which takes half
 * of the start, and uses neither here.
 */
function leaveOut(require, packages) {
  for (const [name, exports] of Object.entries(packages)) {
    const filename = require.resolve(name);
    require.cache[filename] = { id: filename, filename, loaded: true, exports, children: [], paths: [] };
  }
}

/**
 * Has the database use its indices. Only the first condition goes by one, which as Azurite asks is the account, so it looked through all
 * blobs there are for each one that was read or written: they are looked for by name. Blocks and entities are left alone, since their
 * keys may look like numbers, which an index orders apart from texts. And it sorted every index anew for each extent that went: what is
 * removed by itself is taken out of them.
 */
function useIndices(collection) {
  const { findOne } = collection;
  collection.findOne = function (query) {
    const { name, ...others } = query ?? {};
    return findOne.call(this, name === undefined || 'blobName' in others ? query : { name, ...others });
  };
  collection.findAndRemove = function (query) {
    const found = this.chain().find(query);
    if (found.count() > 1) found.remove();
    else for (const document of found.data()) this.remove(document);
  };
}

/**
 * Marks the location as held by this process. The mark names a port on which the holder says whether it is serving or
 * stopping; the connection ends when the process does, however it ends. Nothing is returned if there is a mark already.
 */
async function own(location, parent) {
  fs.mkdirSync(location, { recursive: true });
  const token = randomBytes(16).toString('hex');
  const watchers = new Set();
  let state = 'serving';
  const server = net.createServer((socket) => {
    socket.on('error', ignore).unref();
    socket.on('close', () => watchers.delete(socket));
    watchers.add(socket.resume());
    socket.write(`${token} ${state}\n`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const file = path.join(location, 'owner.json');
  const mark = { process: process.pid, parent: Number(parent ?? 0), port: server.address().port, token };
  try {
    fs.writeFileSync(file, JSON.stringify(mark), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  }
  process.on('exit', () => fs.rmSync(file, { force: true }));
  return {
    stopping() {
      state = 'stopping';
      for (const socket of watchers) socket.write(`${token} ${state}\n`);
    },
  };
}
