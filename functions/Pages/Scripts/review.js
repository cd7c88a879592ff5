// Look again: what will be sent, what of it is doubtful by the rules of the server, and the one button that sends it.

import * as numbers from "./numbers.js";
import { ask, headersOf } from "./outbox.js";
import { bodyOf } from "./queue.js";
import { show, unusual } from "./fields.js";
import { element, language, place, say } from "./texts.js";

const patience = 8_000;

/** What the server would say of a report, which it does not store: an answer as of outbox.js. */
export const check = (report) => ask("/api/reports?dryRun=true", {
  method: "POST", body: bodyOf(report), headers: headersOf(report.owner, language), patience,
}, (receipt) => receipt.unit === report.unit && receipt.period === report.period);

/** The problems of a refused report, at the fields that they are about. */
export function problemsOf(faults, fields) {
  return (faults ?? []).map((fault) => {
    const [, code, part] = /^\/values\/([^/]+)(?:\/(.*))?$/.exec(fault.pointer) ?? [];
    const field = fields.find((item) => item.code === code);
    return { field, input: part === "denominator" ? field?.whole : field?.number, text: ownWords(fault.detail ?? "") };
  });
}

// The server speaks of fields as its API names them; the form has words of its own.
const ownWords = (text) => text
  .replace(/Nếu đúng, hãy xác nhận .*$/u, "").replace(/If it is right, confirm it .*$/u, "")
  .replaceAll("Tử số", "Số đạt").replaceAll("tử số", "số đạt").replaceAll("Mẫu số", "Tổng số").replaceAll("mẫu số", "tổng số")
  .replaceAll("Numerator", "The number reached").replaceAll("The denominator", "The number of all")
  .replaceAll("denominator", "the number of all").replaceAll("numerator", "the number reached");

/** What is doubtful: [{ field, text }]. */
export function doubtsOf(answer, report, fields) {
  if (!answer.receipt) return unusual(fields, report.values);
  return (answer.receipt.warnings ?? []).map((warning) => ({
    field: fields.find((field) => warning.pointer === `/values/${field.code}`), text: ownWords(warning.detail),
  })).filter((doubt) => doubt.field);
}

/**
 * Shows the review in the place of the form, and does what is chosen.
 * @param {object} choices send(isConfirmed), mend(field)
 */
export function showReview(box, report, fields, answer, choices) {
  const doubts = doubtsOf(answer, report, fields);
  const boxes = [];
  const problem = element("p", { class: "error", role: "alert", hidden: true },
    say("Hãy xác nhận từng số khác thường là đúng, hoặc sửa lại.", "Please confirm each unusual figure, or correct it."));
  const doubtful = doubts.map(({ field, text }) => {
    const right = element("input", { type: "checkbox", id: `ok-${field.code}` });
    boxes.push(right);
    return element("div", { class: "doubt" },
      element("p", {}, element("strong", {}, `${field.name}: ${show(report.values[field.code])}`), `. ${text}`),
      element("label", { class: "choice" }, right, say("Số này đúng", "This figure is right")),
      element("button", { type: "button", class: "link", onclick: () => choices.mend(field) },
        say("Sửa số này", "Correct this figure")));
  });
  const heading = element("h2", { id: "review-title", tabindex: "-1" }, say("Xem lại trước khi gửi", "Look again before it is sent"));
  const count = Object.keys(report.values).length;
  box.replaceChildren(
    heading,
    element("p", { class: "where" }, element("strong", {}, `${say("Báo cáo", "Report")} ${place(report)}`),
      say(`: ${count} trên ${fields.length} chỉ tiêu`, `: ${count} of ${fields.length} indicators`)),
    note(answer) ?? "",
    doubtful.length > 0
      ? element("section", { class: "ask", id: "doubts" }, element("h3", {},
        say("Có giá trị khác thường: xác nhận từng số, hoặc sửa", "Some values are unusual: confirm each, or correct it")), ...doubtful)
      : element("p", { class: "done" }, element("span", { "aria-hidden": "true" }, "✓ "),
        say("Không có giá trị nào khác thường.", "No value is unusual.")),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Các số sẽ gửi", "The figures that will be sent") },
      element("table", {}, element("tbody", {}, ...fields.filter((field) => report.values[field.code]).map((field) =>
        element("tr", {}, element("th", { scope: "row" }, field.name),
          element("td", { class: "num" }, ...lines(report.values[field.code]))))))),
    problem,
    element("div", { class: "actions" },
      element("button", { type: "button", class: "main send", onclick: () => {
        problem.hidden = boxes.every((item) => item.checked);
        if (problem.hidden) choices.send(boxes.length > 0 && Boolean(answer.receipt));
        else boxes.find((item) => !item.checked).focus();
      } }, `${say("Gửi báo cáo", "Send the report")} ${place(report)}`),
      element("button", { type: "button", class: "second", onclick: () => choices.mend(null) },
        say("Sửa lại", "Go back and correct"))));
  box.hidden = false;
  heading.focus();
}

function lines(parts) {
  const text = String(parts.amount ?? parts.yearToDate ?? "0");
  const isLarge = numbers.compare(text, "1000000") >= 0;
  return isLarge ? [show(parts, false), element("br"), element("small", {}, numbers.words(text, language))] : [show(parts)];
}

function note(answer) {
  if (answer.receipt) return null;
  return element("p", { class: "notice", role: "status" }, answer.status === 401
    ? say("Phiên đăng nhập đã hết. Báo cáo vẫn được giữ trên máy và gửi sau khi bạn đăng nhập lại.",
      "You are signed out. The report is kept on this phone and sent when you have signed in again.")
    : say("Chưa có mạng: máy chủ sẽ kiểm tra khi gửi, và hỏi lại nếu có số khác thường.",
      "No signal: the server checks when it is sent, and asks about unusual figures then."));
}
