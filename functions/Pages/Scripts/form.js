// The report page: drafts kept at each keystroke, the review, the queue, and the page without a line.

import * as phone from "./phone.js";
import { flush, listen, tell } from "./outbox.js";
import { enqueue, inDoubt, isUnsent, nextDue, signedIn } from "./queue.js";
import {
  clearProblems, fieldsOf, groupWhileTyping, isKept, leave, moveOnEnter, readReport, refresh, restore, showProblems, textsOf, tidy,
} from "./fields.js";
import { check, problemsOf, showReview } from "./review.js";
import { showOutbox } from "./panel.js";
import { showReminders } from "./reminders.js";
import { element, language, place, say, time } from "./texts.js";

const root = document.getElementById("report");
const form = document.getElementById("fields");
const fields = form ? fieldsOf(form) : [];
const outbox = document.getElementById("outbox");
const reviewBox = document.getElementById("review");
const { owner, ownerUnit, unit, unitName, period, revision } = root.dataset;
let base = revision ?? "";
let isStored = true; // whether the phone takes what is kept
let isDirty = false;

const page = {
  owner, ownerUnit, unit, period, fields,
  send: (isHurried) => send(isHurried),
  show: () => showOutbox(outbox, page).catch(() => {}),
  enqueue: (report) => put(report),
  nameOf: (code) => fields.find((field) => field.code === code)?.name ?? code,
};

/** Works with the phone's store, or says that it takes nothing. */
async function withPhone(work) {
  try {
    const result = await work();
    if (!isStored) notice(null);
    isStored = true;
    return result;
  } catch {
    isStored = false;
    notice(say("Máy không lưu được bản nháp (hết chỗ hoặc bị chặn). Đừng đóng trang này; khi gửi cần có mạng.",
      "This phone cannot keep a draft (no room, or not allowed). Do not close this page; sending needs a signal."));
    return undefined;
  }
}

function notice(text) {
  document.getElementById("storage-note")?.remove();
  if (text) root.querySelector("h1").after(element("p", { class: "notice", role: "alert", id: "storage-note" }, text));
}

// Drafts.

async function keep(input) {
  isDirty = true;
  const texts = { [input.name]: input.value, "#base": base, "#at": String(Date.now()) };
  const isKeptNow = await withPhone(async () => {
    await phone.keep(owner, unit, period, texts);
    return true;
  });
  if (isKeptNow) {
    isDirty = false;
    tell({ type: "draft", owner, unit, period, fields: { [input.name]: input.value } });
  }
}

async function restoreDraft() {
  if (root.dataset.typed === "true") {
    // The page holds what was sent just now (a file, or a form that was refused): that is the draft from here on.
    delete root.dataset.typed;
    await withPhone(() => phone.keep(owner, unit, period, {
      ...textsOf(form), "#base": form.elements.replaces.value, "#at": String(Date.now()) }));
    base = form.elements.replaces.value;
    return;
  }
  const draft = await withPhone(() => phone.draft(owner, unit, period));
  if (!draft || Object.keys(draft).length === 0) return;
  const before = textsOf(form);
  restore(form, draft);
  if (Object.keys(draft).every((name) => name.startsWith("#") || before[name] === draft[name])) return;
  base = draft["#base"] ?? base;
  form.elements.replaces.value = base;
  document.getElementById("draft-note")?.remove();
  form.before(element("p", { class: "notice", role: "status", id: "draft-note" },
    say(`Đã khôi phục các số đang nhập dở lúc ${time(Number(draft["#at"]))}. `,
      `What you were typing at ${time(Number(draft["#at"]))} is back. `),
    base !== (revision ?? "") ? say("Báo cáo này đã được sửa ở nơi khác trong lúc đó. ", "This report was changed elsewhere meanwhile. ")
      : "",
    element("button", { type: "button", class: "link", onclick: async () => {
      await withPhone(() => phone.discard(owner, unit, period));
      globalThis.location.assign(`/report?unit=${unit}&period=${period}`);
    } }, say("Bỏ bản nháp", "Discard the draft"))));
}

// The other tab of the same report shows the same figures.
function mirror(message) {
  if (message.type === "draft" && message.owner === owner && message.unit === unit && message.period === period) {
    restore(form, message.fields);
    refresh(form, fields);
  }
  if (message.type === "outbox") afterSending();
}

// Sending.

async function look() {
  clearProblems(form);
  // Not every browser takes the cursor out of the field when a button is tapped.
  for (const field of fields) for (const input of [field.number, field.whole].filter(Boolean)) leave(input);
  const { values, problems } = readReport(fields);
  const reason = form.elements.reason?.value.trim() ?? "";
  if (Object.keys(values).length === 0 && problems.length === 0)
    problems.push({ text: say("Báo cáo chưa có số liệu nào.", "The report says nothing yet.") });
  if (form.elements.reason && reason === "") problems.push({ input: form.elements.reason,
    field: { name: say("Lý do", "Reason") },
    text: say("Tháng này đã có báo cáo; xin ghi lý do sửa.", "This month has a report already; please say why it is corrected.") });
  if (problems.length > 0) return showProblems(form, problems);
  const report = { owner, ownerUnit, unit, unitName, period, language, values, reason: reason || null,
    replaces: Number(form.elements.replaces.value) || null, typed: textsOf(form) };
  form.hidden = true;
  reviewBox.replaceChildren(element("p", { role: "status" }, say("Đang kiểm tra…", "Checking …")));
  reviewBox.hidden = false;
  const answer = await check(report);
  if (answer.status === 422 || answer.status === 400) {
    back();
    return showProblems(form, problemsOf(answer.faults, fields));
  }
  if (answer.status === 409 || answer.status === 412) return put(report); // shown side by side from the queue
  return showReview(reviewBox, report, fields, answer, {
    send: (isConfirmed) => put({ ...report, confirmed: isConfirmed }),
    mend: (field) => {
      back();
      field?.box.closest("details")?.setAttribute("open", "");
      (field?.number ?? form.querySelector("button.main")).focus();
    },
  });
}

function back() {
  reviewBox.hidden = true;
  reviewBox.replaceChildren();
  form.hidden = false;
}

// Puts a report into the queue: from here on it is sent once, whatever happens to this page.
async function put(report) {
  if (report.unit === unit && report.period === period) tappedAt = Date.now();
  const isQueued = await withPhone(async () => {
    await phone.changeQueue((entries) => {
      const before = inDoubt(entries, report);
      return enqueue(entries, before && !report.reason
        ? { ...report, reason: say("Sửa ngay sau khi gửi", "Corrected right after it was sent") } : report, newId(), Date.now());
    });
    return true;
  });
  back();
  if (!isQueued) {
    // Nothing can be kept here, so the server takes the form itself, and asks what it must.
    form.append(element("input", { type: "hidden", name: "step", value: "send" }));
    form.submit();
    return;
  }
  await page.show();
  outbox.scrollIntoView({ block: "start" });
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
  await send(true);
}

const newId = () => globalThis.crypto.randomUUID?.()
  ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let timer = null;

async function send(isHurried = false) {
  clearTimeout(timer);
  await withPhone(() => flush(owner, isHurried));
  await afterSending();
  const due = await withPhone(async () => nextDue(await phone.queue(), owner));
  if (due) timer = setTimeout(() => send(), Math.max(1_000, due - Date.now()));
}

let isLeaving = false;
let tappedAt = null; // when this tab sent its report; another tab may have seen the answer first

// The report of this page was taken in: the page of its receipt comes from the server.
async function afterSending() {
  const entries = await withPhone(() => phone.queue()) ?? [];
  const sent = entries.filter((entry) => entry.owner === owner && entry.unit === unit && entry.period === period
    && entry.state === "sent" && (!entry.isSeen || (tappedAt && entry.sentAt >= tappedAt)));
  const isPending = entries.some((entry) =>
    entry.owner === owner && entry.unit === unit && entry.period === period && isUnsent(entry));
  if (sent.length > 0 && !isPending && !isLeaving) {
    const last = sent[sent.length - 1];
    const draft = await withPhone(() => phone.draft(owner, unit, period)) ?? {};
    await withPhone(() => phone.changeQueue((all) => all.map((entry) =>
      (sent.some((item) => item.id === entry.id) ? { ...entry, isSeen: true } : entry))));
    // Something was typed since the tap: it stays on the screen, on top of what was sent.
    if (Object.keys(draft).length > 0) {
      base = String(last.receipt.revision);
      form.elements.replaces.value = base;
      form.before(element("p", { class: "done", role: "status" }, say(
        `Đã nhận báo cáo ${place(last)} (phiên bản ${last.receipt.revision}). Các số sửa sau đó chưa gửi.`,
        `Received the report ${place(last)} (revision ${last.receipt.revision}). What was changed since is not sent.`)));
    } else {
      isLeaving = true;
      globalThis.location.assign(`/report?unit=${unit}&period=${period}&saved=${last.receipt.revision}`);
      return;
    }
  }
  await page.show();
}

// Offline.

async function install() {
  if (!navigator.serviceWorker) return;
  const last = await withPhone(() => phone.about("owner"));
  if (last !== owner) {
    await globalThis.caches?.delete("pages").catch(() => {});
    await withPhone(() => phone.remember("owner", owner));
  }
  try {
    await navigator.serviceWorker.register(root.dataset.worker, { scope: "/", type: "module" });
    const worker = await navigator.serviceWorker.ready;
    const months = [...document.querySelectorAll("[data-keep]")].slice(-2).map((link) => link.getAttribute("href"));
    worker.active.postMessage({
      keep: [`/report?unit=${unit}&period=${period}`, ...(navigator.connection?.saveData ? [] : months)],
      files: [...document.querySelectorAll("link[href^='/assets/']")].map((link) => link.getAttribute("href")),
    });
  } catch {
    // A browser that takes no such worker still keeps drafts and the queue; only opening the page needs a line.
  }
}

function shareReceipt() {
  const button = document.getElementById("share");
  const text = document.getElementById("receipt-text")?.textContent;
  if (!button || !(navigator.share || navigator.clipboard)) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (navigator.share) await navigator.share({ text }).catch(() => {});
    else {
      await navigator.clipboard.writeText(text);
      button.textContent = say("Đã chép", "Copied");
    }
  });
}

function begin() {
  for (const field of fields) {
    for (const input of [field.number, field.whole].filter(Boolean)) {
      groupWhileTyping(input);
      if (input.getAttribute("aria-invalid") !== "true") tidy(input);
    }
  }
  moveOnEnter(form);
  form.addEventListener("input", (event) => {
    refresh(form, fields);
    if (isKept(event.target)) keep(event.target);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  document.getElementById("look").hidden = true;
  globalThis.addEventListener("beforeunload", (event) => {
    if (isDirty && !isStored && !isLeaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      restoreDraft().then(() => refresh(form, fields));
      send();
    }
  });
}

// In November the strip begins with January: the month that is shown stands in view.
function showMonth() {
  const chosen = document.querySelector("#months [aria-current]");
  const strip = chosen?.closest("ol");
  if (strip) strip.scrollLeft = chosen.offsetLeft - strip.offsetLeft - (strip.clientWidth - chosen.offsetWidth) / 2;
}

async function start() {
  showMonth();
  shareReceipt();
  listen(mirror);
  globalThis.addEventListener("online", () => send(true));
  if (form) begin();
  document.getElementById("faults")?.focus();
  await withPhone(() => phone.changeQueue((entries) => signedIn(entries, owner, Date.now())));
  if (form) {
    await restoreDraft();
    refresh(form, fields);
  }
  root.dataset.ready = "true";
  await send(true);
  await install();
  await showReminders(document.getElementById("reminders"), owner).catch(() => {});
}

start();
