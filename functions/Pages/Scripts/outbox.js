// Sends what waits in the queue: from an open page, or from the service worker when the browser says that the line is back.

import * as phone from "./phone.js";
import { begin, hurry, next, recover, settle } from "./queue.js";

const patience = 30_000;
const me = globalThis.crypto.randomUUID?.() ?? String(Math.random());
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("youthfunctions") : null;

/** Tells the other tabs. Browsers without channels tell each other by a change of localStorage. */
export function tell(message) {
  if (channel) channel.postMessage(message);
  else globalThis.localStorage?.setItem("youthfunctions", JSON.stringify({ ...message, at: Date.now() }));
}

/** Hears the other tabs. */
export function listen(hear) {
  if (channel) channel.addEventListener("message", (event) => hear(event.data));
  else globalThis.addEventListener("storage", (event) => {
    if (event.key === "youthfunctions" && event.newValue) hear(JSON.parse(event.newValue));
  });
}

// One tab sends at a time. Should two do it after all, the idempotency key makes one report of both.
async function alone(work, isPatient) {
  if (globalThis.navigator?.locks)
    return navigator.locks.request("youthfunctions-outbox", { ifAvailable: !isPatient }, (lock) => (lock ? work() : undefined));
  return (await phone.lease(me, Date.now(), patience)) ? work() : undefined;
}

/** What `read` makes of the server's answer; fails when that takes longer than so many milliseconds. */
export async function fetchWithin(milliseconds, path, options, read) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), milliseconds);
  try {
    return await read(await fetch(path, { ...options, signal: stop.signal, credentials: "same-origin", redirect: "error" }));
  } finally {
    clearTimeout(timer);
  }
}

/** The answer of the server, as queue.js takes it. Whatever is no answer of ours (a sign-in page of a public network, say) is none. */
export async function ask(path, options, isOurs) {
  try {
    return await fetchWithin(options.patience ?? patience, path, { ...options, cache: "no-store" }, (answer) => read(answer, isOurs));
  } catch {
    return { lost: true };
  }
}

async function read(answer, isOurs) {
  const text = await answer.text();
  const type = answer.headers.get("Content-Type") ?? "";
  const retryAfter = Number(answer.headers.get("Retry-After")) || null;
  if (type.startsWith("application/problem+json")) {
    const problem = JSON.parse(text);
    return { status: answer.status, problem: problem.type.split(":").pop(), faults: problem.errors ?? null, detail: problem.detail,
      retryAfter };
  }
  const receipt = answer.ok && type.startsWith("application/json") ? JSON.parse(text) : null;
  if (receipt && isOurs(receipt)) return { status: answer.status, receipt };
  return answer.status >= 500 || answer.status === 429 ? { status: answer.status, retryAfter } : { lost: true };
}

/** Headers that say whose a request is: the server answers 401 when another key is signed in. */
export const headersOf = (owner, language) => ({
  "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language, "X-Key-Id": owner,
});

function send(entry) {
  return ask("/api/reports", {
    method: "POST",
    body: entry.body,
    headers: { ...headersOf(entry.owner, entry.language ?? "vi"), "Idempotency-Key": entry.id },
  }, (receipt) => receipt.unit === entry.unit && receipt.period === entry.period && receipt.revision >= 1);
}

/** Sends what is due. Gives the ids of what was settled, or undefined when another tab is at it; who is patient waits for that one. */
export function flush(owner, isHurried = false, isPatient = false) {
  return alone(async () => {
    const settled = [];
    await phone.changeQueue((entries) => (isHurried ? hurry(recover(entries), owner, Date.now()) : recover(entries)));
    for (;;) {
      let entry = null;
      // Chosen and marked in one transaction: nobody else can take the same one.
      const entries = await phone.changeQueue((all) => {
        entry = next(all, owner, Date.now());
        return entry ? begin(all, entry.id) : all;
      });
      if (!entry) return settled;
      tell({ type: "outbox" });
      const { id } = entry;
      const answer = await send(entries.find((item) => item.id === id));
      const after = await phone.changeQueue((all) => settle(all, id, answer, Date.now()));
      const now = after.find((item) => item.id === id);
      if (now?.state === "sent") await phone.discard(now.owner, now.unit, now.period, now.typed).catch(() => {});
      settled.push(id);
      tell({ type: "outbox" });
      // A line that is down is down for the others too.
      if (answer.lost) return settled;
    }
  }, isPatient);
}
