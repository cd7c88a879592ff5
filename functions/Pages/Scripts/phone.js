// What is kept on this phone, in IndexedDB: drafts field by field, the queue, and who was signed in last. Everything carries the id of
// the key that it belongs to. Each change is one transaction, so that two tabs never overwrite each other.

const name = "youthfunctions";
const version = 1;
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: ["owner", "unit", "period", "field"] });
      request.result.createObjectStore("queue", { keyPath: "id" });
      request.result.createObjectStore("about", { keyPath: "name" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => { opened = null; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  opened.catch(() => { opened = null; });
  return opened;
}

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// Ends when the browser has taken the change, not when it was asked to: a full disk shows only there.
async function change(stores, work) {
  const database = await open();
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    transaction.onerror = () => reject(transaction.error);
  });
  ended.catch(() => {});
  const result = await work(...stores.map((store) => transaction.objectStore(store)));
  await ended;
  return result;
}

async function read(store, range) {
  const database = await open();
  return done(database.transaction(store).objectStore(store).getAll(range));
}

const rangeOf = (...key) => IDBKeyRange.bound(key, [...key, []]);

/** The draft of a unit and month: { field: text }; empty for none. */
export async function draft(owner, unit, period) {
  return Object.fromEntries((await read("drafts", rangeOf(owner, unit, period))).map((row) => [row.field, row.value]));
}

/** Keeps fields of a draft. */
export const keep = (owner, unit, period, fields) => change(["drafts"], (drafts) => {
  for (const [field, value] of Object.entries(fields)) drafts.put({ owner, unit, period, field, value });
});

/** Removes a draft; with the fields that were sent, only when it still says the same. */
export const discard = (owner, unit, period, sent = null) => change(["drafts"], async (drafts) => {
  const rows = await done(drafts.getAll(rangeOf(owner, unit, period)));
  const isSame = (row) => row.field.startsWith("#") || (sent[row.field] ?? "") === row.value;
  if (sent === null || rows.every(isSame)) drafts.delete(rangeOf(owner, unit, period));
});

/** The places of which a key has drafts: "unit period" each. */
export async function draftPlaces(owner) {
  return [...new Set((await read("drafts", rangeOf(owner))).map((row) => `${row.unit} ${row.period}`))];
}

/** The queue, oldest first. */
export async function queue() {
  return (await read("queue")).sort((left, right) => left.sequence - right.sequence);
}

/** Changes the queue by a function of queue.js, at once for all tabs; gives the new entries. */
export const changeQueue = (work) => change(["queue"], async (store) => {
  const before = (await done(store.getAll())).sort((left, right) => left.sequence - right.sequence);
  const after = work(before);
  const ids = new Set(after.map((entry) => entry.id));
  for (const entry of before) if (!ids.has(entry.id)) store.delete(entry.id);
  for (const entry of after) if (!before.includes(entry)) store.put(entry);
  return after;
});

/** A remembered value; undefined for none. */
export async function about(key) {
  const database = await open();
  return (await done(database.transaction("about").objectStore("about").get(key)))?.value;
}

/** Remembers a value. */
export const remember = (key, value) => change(["about"], (store) => { store.put({ name: key, value }); });

/** Takes a lease that keeps two tabs from sending at once, where the browser has no locks; false when another has it. */
export const lease = (holder, now, length) => change(["about"], async (store) => {
  const current = (await done(store.get("lease")))?.value;
  if (current && current.until > now && current.holder !== holder) return false;
  store.put({ name: "lease", value: { holder, until: now + length } });
  return true;
});

/** Removes everything of a key. */
export const forget = (owner) => change(["drafts", "queue"], async (drafts, entries) => {
  drafts.delete(rangeOf(owner));
  for (const entry of await done(entries.getAll())) if (entry.owner === owner) entries.delete(entry.id);
});

/** Hands the drafts of an ended key over to another. */
export const adoptDrafts = (from, to) => change(["drafts"], async (drafts) => {
  for (const row of await done(drafts.getAll(rangeOf(from)))) drafts.put({ ...row, owner: to });
  drafts.delete(rangeOf(from));
});
