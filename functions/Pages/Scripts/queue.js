// The queue of reports that wait on this phone: a state machine without a clock, a network or a store, so that it can be held against
// a model (tests/Form/QueueModelTests.cs). Each function takes the entries and gives new ones.
//
// States: waiting (to be sent), sending, signed-out (waits for a sign-in), refused (breaks rules), conflict (another report stands),
// sent. An entry that went out and whose answer was lost is "in doubt": the server may have stored it.

const firstWait = 2_000;
const longestWait = 300_000;
const keptReceipts = 30;

const isPending = (entry) => entry.state === "waiting" || entry.state === "sending" || entry.state === "signed-out";
const samePlace = (left, right) => left.owner === right.owner && left.unit === right.unit && left.period === right.period;
const replace = (entries, id, change) => entries.map((entry) => (entry.id === id ? { ...entry, ...change(entry) } : entry));

/** Whether the server may have stored an entry although no answer says so. */
export const isInDoubt = (entry) => isPending(entry) && (entry.maybeStored || entry.state === "sending");

/** Whether an entry is not settled: it would be lost if it were removed. */
export const isUnsent = (entry) => entry.state !== "sent";

/** The entry of a place that may be stored already; null for none. */
export const inDoubt = (entries, place) => entries.find((entry) => samePlace(entry, place) && isInDoubt(entry)) ?? null;

/**
 * Adds a report as it stood on the screen at the tap. It takes the place of an earlier one of the same unit and month that certainly
 * is not stored; one that may be stored is settled first, and this one then corrects it.
 * @param {object} report owner, ownerUnit, unit, unitName, period, values, reason, replaces, confirmed, typed
 */
export function enqueue(entries, report, id, now) {
  const kept = entries.filter((entry) => !samePlace(entry, report) || isInDoubt(entry) || entry.state === "sent");
  const sequence = 1 + Math.max(0, ...entries.map((entry) => entry.sequence));
  const fresh = { sequence, by: report.owner, state: "waiting", attempts: 0, maybeStored: false, due: now, at: now, body: null };
  return [...kept, { ...report, ...fresh, id }];
}

/** The entry to send now; null when there is none. Reports of one unit and month go out in the order of the taps. */
export function next(entries, owner, now) {
  const waiting = entries.filter((entry) => entry.owner === owner && entry.state === "waiting" && entry.due <= now
    && !entries.some((other) => samePlace(other, entry) && other.sequence < entry.sequence && isPending(other)));
  return waiting.sort((left, right) => left.sequence - right.sequence)[0] ?? null;
}

/** When the next entry is due; null when none waits. */
export function nextDue(entries, owner) {
  const due = entries.filter((entry) => entry.owner === owner && entry.state === "waiting").map((entry) => entry.due);
  return due.length === 0 ? null : Math.min(...due);
}

/** The body of the request. Numbers are decimal text, so that none is rounded on the way. */
export function bodyOf(entry) {
  const values = Object.entries(entry.values).map(([code, parts]) =>
    `${JSON.stringify(code)}:{${Object.entries(parts).map(([part, number]) => `${JSON.stringify(part)}:${number}`).join(",")}}`);
  const more = { unit: entry.unit, period: entry.period };
  if (entry.replaces) more.replaces = entry.replaces;
  if (entry.reason) more.reason = entry.reason;
  if (entry.confirmed) more.confirmed = true;
  return `${JSON.stringify(more).slice(0, -1)},"values":{${values.join(",")}}}`;
}

/** Marks an entry as on its way. Its body is fixed now: the same idempotency key always goes with the same bytes. */
export function begin(entries, id) {
  return replace(entries, id, (entry) => ({ state: "sending", attempts: entry.attempts + 1, body: entry.body ?? bodyOf(entry) }));
}

/** What was on its way when the page or browser was closed: it may have arrived. */
export const recover = (entries) => entries.map((entry) =>
  (entry.state === "sending" ? { ...entry, state: "waiting", maybeStored: true } : entry));

/**
 * Takes an answer.
 * @param {object} answer { lost: true }, or { status, problem, faults, receipt, retryAfter }
 */
export function settle(entries, id, answer, now) {
  const entry = entries.find((item) => item.id === id);
  if (!entry || !isPending(entry)) return entries;
  const state = outcome(answer);
  if (state === "sent") return trim(follow(replace(entries, id, () => ({
    state, receipt: answer.receipt, faults: null, body: null, sentAt: now })), entry, answer.receipt.revision));
  if (state === "waiting") return replace(entries, id, () => ({
    state, maybeStored: entry.maybeStored || mayBeStored(answer),
    due: now + (answer.retryAfter ? answer.retryAfter * 1000 : Math.min(longestWait, firstWait * 2 ** Math.min(entry.attempts, 10))) }));
  return replace(entries, id, () => ({ state, faults: answer.faults ?? null, detail: answer.detail ?? null }));
}

function outcome(answer) {
  if (answer.lost) return "waiting";
  if (answer.status === 200 || answer.status === 201) return "sent";
  if (answer.status === 401) return "signed-out";
  if (answer.status === 409) return answer.problem === "revision-exists" ? "conflict" : "waiting";
  if (answer.status === 412) return "conflict";
  if (answer.status === 408 || answer.status === 429 || answer.status >= 500) return "waiting";
  return "refused";
}

// A refusal for being too fast, or for want of room, came before anything was stored; of the rest nobody knows.
const mayBeStored = (answer) => answer.lost || !(answer.status === 429 || answer.status === 507);

// What was tapped while the earlier one was on its way corrects the revision that it made; what was refused before it is moot.
function follow(entries, sent, revision) {
  const isMoot = (entry) => samePlace(entry, sent) && entry.by === sent.by && entry.sequence < sent.sequence
    && (entry.state === "refused" || entry.state === "conflict");
  return entries.filter((entry) => !isMoot(entry)).map((entry) => (samePlace(entry, sent)
    && entry.state === "waiting" && entry.body === null && entry.sequence > sent.sequence ? { ...entry, replaces: revision } : entry));
}

function trim(entries) {
  const sent = entries.filter((entry) => entry.state === "sent").sort((left, right) => right.sequence - left.sequence);
  const old = new Set(sent.slice(keptReceipts).map((entry) => entry.id));
  return entries.filter((entry) => !old.has(entry.id));
}

/** Somebody signed in with a key: what waited for that goes on. */
export const signedIn = (entries, owner, now) => entries.map((entry) =>
  (entry.owner === owner && entry.state === "signed-out" ? { ...entry, state: "waiting", due: now } : entry));

/** Tries everything of a key now: the line is back, or somebody asks. */
export const hurry = (entries, owner, now) => entries.map((entry) =>
  (entry.owner === owner && entry.state === "waiting" ? { ...entry, due: Math.min(entry.due, now) } : entry));

/** Hands what an ended key left over to a new key of the same unit. */
export const adopt = (entries, from, to, now) => entries.map((entry) => (entry.owner === from && isUnsent(entry)
  ? { ...entry, owner: to, state: entry.state === "signed-out" ? "waiting" : entry.state, due: now } : entry));

/** Removes an entry, because somebody says so. */
export const drop = (entries, id) => entries.filter((entry) => entry.id !== id);
