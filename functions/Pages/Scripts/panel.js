// What waits, what was refused and why, and two reports side by side: the state of the queue on the page.

import * as phone from "./phone.js";
import { ask, headersOf, tell } from "./outbox.js";
import { adopt, drop, isUnsent } from "./queue.js";
import { ownFaults, show } from "./panel-texts.js";
import { element, language, place, say, time } from "./texts.js";

const conflicts = new Map();

/** Shows the queue of the signed-in key. */
export async function showOutbox(box, page) {
  const entries = await phone.queue();
  const own = entries.filter((entry) => entry.owner === page.owner && isUnsent(entry));
  const sent = entries.filter((entry) => entry.owner === page.owner && entry.state === "sent"
    && !(entry.unit === page.unit && entry.period === page.period) && !entry.isSeen);
  const strangers = new Map(entries.filter((entry) => entry.owner !== page.owner && isUnsent(entry))
    .map((entry) => [entry.owner, entry]));
  const items = [
    ...await Promise.all(own.map((entry) => item(entry, page))),
    ...sent.map((entry) => received(entry, page)),
    ...[...strangers.values()].map((entry) => stranger(entry, entries, page)),
  ];
  box.replaceChildren(...(items.length === 0 ? [] : [
    element("h2", { id: "outbox-title" }, say("Báo cáo trên máy này", "Reports on this phone")),
    element("ul", { "aria-labelledby": "outbox-title" }, ...items)]));
  box.hidden = items.length === 0;
}

async function item(entry, page) {
  const line = element("li", { class: entry.state, "data-state": entry.state, "data-period": entry.period, "data-unit": entry.unit },
    element("p", {}, element("strong", {}, `${say("Báo cáo", "Report")} ${place(entry)}`), ` – ${stateOf(entry)}`));
  const isHere = entry.unit === page.unit && entry.period === page.period;
  const open = isHere ? null
    : element("a", { href: `/report?unit=${entry.unit}&period=${entry.period}` }, say("Mở để sửa", "Open and correct"));
  if (entry.state === "signed-out")
    line.append(element("a", { href: `/sign-in?next=${encodeURIComponent(`/report?unit=${entry.unit}&period=${entry.period}`)}` },
      say("Đăng nhập để gửi", "Sign in to send it")));
  if (entry.state === "waiting")
    line.append(element("button", { type: "button", class: "link", onclick: () => page.send(true) }, say("Gửi ngay", "Send now")));
  if (entry.state === "refused") line.append(ownFaults(entry, page), ...[open].filter(Boolean));
  if (entry.state === "conflict") line.append(await conflict(entry, page));
  if (entry.state !== "sending")
    line.append(element("button", { type: "button", class: "link", onclick: () => remove(entry, page) },
      say("Bỏ, không gửi", "Drop it")));
  return line;
}

function stateOf(entry) {
  switch (entry.state) {
    case "waiting": return entry.attempts === 0 && navigator.onLine
      ? say("sắp gửi", "about to be sent")
      : say(`đang chờ mạng, sẽ tự gửi (bấm gửi lúc ${time(entry.at)})`, `waits for a signal, is sent by itself (tapped ${time(entry.at)})`);
    case "sending": return say("đang gửi…", "is being sent …");
    case "signed-out": return say("chờ đăng nhập: phiên đã hết hoặc khóa đã bị thu hồi; các số vẫn còn",
      "waits for a sign-in: you are signed out or the key was revoked; the figures are kept");
    case "conflict": return say("đã có báo cáo khác", "another report stands");
    default: return say("không được nhận; các số vẫn còn", "was refused; the figures are kept");
  }
}

async function remove(entry, page) {
  if (!globalThis.confirm(say(`Bỏ báo cáo ${place(entry)} chưa gửi?`, `Drop the report ${place(entry)} that was not sent?`))) return;
  await phone.changeQueue((entries) => drop(entries, entry.id));
  tell({ type: "outbox" });
  await page.show();
}

// It went out while another month was open, or no page at all. What the server found doubtful then is asked on its own page.
function received(entry, page) {
  const isAsked = (entry.receipt?.warnings ?? []).length > 0;
  return element("li", { "data-state": isAsked ? "asked" : "sent", "data-period": entry.period, "data-unit": entry.unit },
    element("p", {}, element("strong", {}, `${say("Báo cáo", "Report")} ${place(entry)}`),
      isAsked ? say(" đã được nhận; có giá trị khác thường cần xác nhận. ", " was received; unusual values need to be confirmed. ")
        : say(` đã được nhận (phiên bản ${entry.receipt.revision}). `, ` was received (revision ${entry.receipt.revision}). `)),
    element("a", { href: `/report?unit=${entry.unit}&period=${entry.period}&saved=${entry.receipt.revision}` },
      say("Xem biên nhận", "See the receipt")), " ",
    isAsked ? null : element("button", { type: "button", class: "link", onclick: async () => {
      await phone.changeQueue((all) => all.map((other) => (other.id === entry.id ? { ...other, isSeen: true } : other)));
      await page.show();
    } }, say("Ẩn", "Hide")));
}

// What another key left on this phone is not shown; a new key of the same unit may take it over.
function stranger(entry, entries, page) {
  const count = entries.filter((other) => other.owner === entry.owner && isUnsent(other)).length;
  const line = element("li", { "data-state": "stranger" }, element("p", {}, say(
    `Máy này còn ${count} báo cáo chưa gửi của một khóa khác.`, `This phone holds ${count} unsent reports of another key.`)));
  if (entry.ownerUnit === page.ownerUnit)
    line.append(element("button", { type: "button", class: "second", onclick: async () => {
      await phone.changeQueue((all) => adopt(all, entry.owner, page.owner, Date.now()));
      await phone.adoptDrafts(entry.owner, page.owner);
      page.send(true);
    } }, say("Cùng đơn vị: chuyển sang khóa này", "The same unit: take them over")));
  return line;
}

async function conflict(entry, page) {
  const path = `/api/reports/${entry.unit}/${entry.period}`;
  const answer = conflicts.get(entry.id) ?? await ask(path, { headers: headersOf(entry.owner, language) },
    (receipt) => receipt.unit === entry.unit && receipt.period === entry.period);
  if (!answer.receipt) return element("p", { class: "hint" }, say(
    "Khi có mạng, hai báo cáo sẽ hiện cạnh nhau ở đây.", "With a signal both reports are shown here side by side."));
  conflicts.set(entry.id, answer);
  const stands = answer.receipt;
  const codes = [...new Set([...Object.keys(stands.values), ...Object.keys(entry.values)])]
    .filter((code) => JSON.stringify(texts(stands.values[code])) !== JSON.stringify(texts(entry.values[code])));
  const reason = element("textarea", { id: `reason-${entry.id}`, rows: "2", maxlength: "500" });
  reason.value = entry.reason ?? "";
  const problem = element("p", { class: "fault", hidden: true }, say("Xin ghi lý do sửa.", "Please say why it is corrected."));
  const rows = codes.map((code) => choice(entry, code, texts(stands.values[code]), entry.values[code], page.nameOf(code)));
  return element("div", { class: "conflict", id: "conflict" },
    element("p", {}, say(
      `Đang lưu: phiên bản ${stands.revision} (${time(stands.receivedUtc)}). Chọn số cho từng chỉ tiêu; `
        + "chỉ tiêu bạn không nhập giữ số đang lưu.",
      `Revision ${stands.revision} stands (${time(stands.receivedUtc)}). Choose each figure; `
        + "what you did not type stays as it stands.")),
    ...rows.map((row) => row.element),
    element("label", { for: reason.id }, say("Lý do sửa báo cáo", "Why the report is corrected")), reason, problem,
    element("button", { type: "button", class: "second merge", onclick: async () => {
      problem.hidden = reason.value.trim() !== "";
      if (!problem.hidden) return reason.focus();
      const values = Object.fromEntries(Object.entries(stands.values).map(([code, parts]) => [code, texts(parts)]));
      for (const [code, parts] of Object.entries(entry.values)) if (!codes.includes(code)) values[code] = parts;
      for (const row of rows) if (row.chosen()) values[row.code] = row.chosen();
      conflicts.delete(entry.id);
      // Whoever confirmed the own figures said nothing of the other's: the server asks about what was made of both.
      return page.enqueue({ ...entry, values, replaces: stands.revision, reason: reason.value.trim(), confirmed: false });
    } }, say("Gửi bản đã chọn", "Send what was chosen")));
}

// Numbers as decimal text, whether they come from the queue or from the server.
const texts = (parts) => (parts === undefined ? undefined
  : Object.fromEntries(Object.entries(parts).map(([part, number]) => [part, String(number)])));

function choice(entry, code, theirs, mine, name) {
  const radio = (value, parts) => element("label", { class: "choice" },
    element("input", { type: "radio", name: `${entry.id}-${code}`, value, checked: value === (mine ? "mine" : "theirs") }),
    `${value === "mine" ? say("Của bạn", "Yours") : say("Đang lưu", "Stands")}: ${parts ? show(parts) : "–"}`);
  const box = element("fieldset", {}, element("legend", {}, name),
    ...[theirs && radio("theirs", theirs), mine && radio("mine", mine)].filter(Boolean));
  return { code, element: box, chosen: () => (box.querySelector(":checked")?.value === "theirs" ? theirs : mine) };
}
