// Plays sequences of events on the queue of the report page against a model of the server, and tells what does not hold. Reads JSON
// lines of events from its input, and writes a line for each sequence: "" or what went wrong.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const queue = await import(pathToFileURL(process.argv[2]).href);

class Server {
  constructor() {
    this.revisions = new Map(); // place -> contents, oldest first
    this.answers = new Map(); // caller and idempotency key -> body and answer
    this.closed = new Set();
    this.revoked = new Set();
  }

  take(entry, signedIn) {
    if (signedIn !== entry.owner || this.revoked.has(entry.owner)) return { status: 401 };
    const known = this.answers.get(`${entry.owner} ${entry.id}`);
    if (known && known.body !== entry.body) throw new Error("one idempotency key with two bodies");
    const answer = known?.answer ?? this.decide(JSON.parse(entry.body));
    this.answers.set(`${entry.owner} ${entry.id}`, { body: entry.body, answer });
    return answer;
  }

  decide(report) {
    const place = `${report.unit} ${report.period}`;
    const all = this.revisions.get(place) ?? [];
    const content = JSON.stringify(report.values);
    const receipt = (revision) => ({ revision, currentRevision: all.length });
    if (all.length > 0 && all[all.length - 1].content === content) return { status: 200, receipt: receipt(all.length) };
    const made = (report.replaces ?? 0) + 1;
    if (made < all.length && all[made - 1].content === content) return { status: 200, receipt: receipt(made) };
    if ((report.replaces ?? 0) !== all.length) return { status: 409, problem: "revision-exists" };
    if (this.closed.has(place)) return { status: 422, faults: [] };
    all.push({ content, by: "phone" });
    this.revisions.set(place, all);
    return { status: 201, receipt: receipt(all.length) };
  }

  // Somebody else corrects the report, with figures of their own.
  correct(place, value) {
    const all = this.revisions.get(place) ?? [];
    all.push({ content: JSON.stringify({ trees: { amount: value } }), by: "other" });
    this.revisions.set(place, all);
  }
}

function play(events) {
  const server = new Server();
  let [entries, now, signedIn, taps] = [[], 0, "A", 0];
  const tapped = new Map(); // owner and place -> the last content tapped there
  const counts = new Map(); // place -> taps
  // Nobody else reports, no month closes and no key ends: then every tap goes through by itself.
  const isAlone = events.every((event) => ["tap", "flush", "hurry", "drop"].includes(event.type));

  const flush = (line) => {
    entries = queue.recover(entries);
    for (let guard = 0; guard < 50; guard++) {
      const entry = queue.next(entries, signedIn, now);
      if (!entry) return;
      entries = queue.begin(entries, entry.id);
      const sent = entries.find((item) => item.id === entry.id);
      if (entries.filter((item) => item.state === "sending").length !== 1) throw new Error("two are on their way at once");
      if (line === "before") return settle(entry.id, { lost: true });
      if (line === "busy") return settle(entry.id, { status: 503 });
      const answer = server.take(sent, signedIn);
      if (line === "after") return settle(entry.id, { lost: true });
      if (line === "crash") return; // the browser is closed before it sees the answer
      settle(entry.id, answer);
    }
    throw new Error("the queue does not end");
  };
  const settle = (id, answer) => { entries = queue.settle(entries, id, answer, now); };

  const check = () => {
    for (const [key, last] of tapped) {
      const [owner, unit, period] = key.split(" ");
      const stored = (server.revisions.get(`${unit} ${period}`) ?? []).filter((item) => item.by === "phone").map((item) => item.content);
      const waiting = entries.find((entry) => queue.isUnsent(entry) && entry.unit === unit && entry.period === period
        && JSON.stringify(values(entry)) === last.content);
      if (!stored.includes(last.content) && !waiting && !last.isDropped) throw new Error(`lost: ${owner} ${unit} ${period}`);
    }
    for (const [place, all] of server.revisions) {
      const own = all.filter((item) => item.by === "phone");
      if (own.length > (counts.get(place) ?? 0)) throw new Error(`doubled: ${place}`);
      all.forEach((item, index) => {
        if (index > 0 && all[index - 1].content === item.content && item.by === "phone") throw new Error(`stored twice: ${place}`);
      });
    }
    if (isAlone && entries.some((entry) => entry.state === "conflict" || entry.state === "refused"))
      throw new Error("a conflict with oneself");
    if (new Set(entries.map((entry) => entry.id)).size !== entries.length) throw new Error("two entries of one id");
  };
  const values = (entry) => Object.fromEntries(Object.entries(entry.values).map(([code, parts]) =>
    [code, Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, Number(text)]))]));

  for (const event of events) {
    now += 1 + (event.wait ?? 0);
    const [unit, period] = (event.place ?? "").split(" ");
    switch (event.type) {
      case "tap": {
        taps++;
        // The page knows what its receipts say, or, when it was loaded just now, what stands.
        const receipts = entries.filter((entry) => entry.state === "sent" && `${entry.unit} ${entry.period}` === event.place);
        const current = event.isFresh ? (server.revisions.get(event.place) ?? []).length
          : Math.max(0, ...receipts.map((entry) => entry.receipt.revision));
        const report = { owner: signedIn, ownerUnit: unit, unit, period, unitName: unit, values: { trees: { amount: String(taps) } },
          replaces: current || null, reason: null };
        entries = queue.enqueue(entries, report, `id${taps}`, now);
        tapped.set(`${signedIn} ${event.place}`, { content: JSON.stringify({ trees: { amount: taps } }) });
        counts.set(event.place, (counts.get(event.place) ?? 0) + 1);
        break;
      }
      case "flush": flush(event.line); break;
      case "correct": server.correct(event.place, -taps - now); break;
      case "close": server.closed.add(event.place); break;
      case "reopen": server.closed.delete(event.place); break;
      case "sign": signedIn = event.owner; entries = queue.signedIn(entries, signedIn, now); break;
      case "hurry": entries = queue.hurry(entries, signedIn, now); break;
      case "revoke":
        server.revoked.add(signedIn);
        break;
      case "adopt": {
        const from = signedIn === "A" ? "B" : "A";
        entries = queue.adopt(entries, from, signedIn, now);
        for (const [key, last] of [...tapped]) {
          if (!key.startsWith(`${from} `)) continue;
          tapped.delete(key);
          if (!tapped.has(`${signedIn} ${key.slice(2)}`)) tapped.set(`${signedIn} ${key.slice(2)}`, last);
        }
        break;
      }
      case "drop": {
        const entry = entries.filter(queue.isUnsent)[0];
        if (!entry || queue.isInDoubt(entry)) break;
        entries = queue.drop(entries, entry.id);
        const last = tapped.get(`${entry.owner} ${entry.unit} ${entry.period}`);
        if (last) last.isDropped = true;
        break;
      }
      default: throw new Error(`no such event: ${event.type}`);
    }
    check();
  }
  // The line is good from here on: everything ends, and nothing waits for ever.
  for (const owner of ["A", "B"]) {
    signedIn = owner;
    now += 1_000_000;
    entries = queue.hurry(queue.signedIn(entries, owner, now), owner, now);
    flush("good");
    check();
    if (!server.revoked.has(owner) && entries.some((entry) => entry.owner === owner
      && (entry.state === "waiting" || entry.state === "sending"))) throw new Error("something waits for ever");
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let wrong = "";
  try {
    play(JSON.parse(line));
  } catch (error) {
    wrong = error.message;
  }
  process.stdout.write(`${wrong}\n`);
}
