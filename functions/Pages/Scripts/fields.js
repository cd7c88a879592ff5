// The fields of the form: what is typed is read, grouped, said in words, added up and counted.

import * as numbers from "./numbers.js";
import { element, language, say } from "./texts.js";

const limit = "1000000000000000";

/** The fields of the form's indicators. */
export function fieldsOf(form) {
  return [...form.querySelectorAll("[data-code]")].map((box) => {
    const { code } = box.dataset;
    return {
      box, code, data: box.dataset, isRatio: box.dataset.kind === "ratio", decimals: Number(box.dataset.decimals),
      number: form.elements[`n-${code}`], whole: form.elements[`d-${code}`], counting: form.elements[`c-${code}`],
      scale: form.elements[`m-${code}`], echo: box.querySelector(".echo"),
      name: (box.querySelector("legend") ?? box.querySelector("label")).firstChild.textContent.trim(),
    };
  });
}

/** What every field of the form says now, by name: a draft. */
export function textsOf(form) {
  return Object.fromEntries([...form.elements].filter((item) => isKept(item)).map((item) => [item.name, item.value]));
}

/** Whether an element belongs to a draft. */
export const isKept = (item) => /^[ndcm]-/.test(item.name ?? "") || item.name === "reason";

/** Puts a draft into the form. */
export function restore(form, draft) {
  for (const [name, value] of Object.entries(draft)) {
    const item = form.elements[name];
    if (item && isKept(item) && item !== document.activeElement) item.value = value;
  }
}

/** The number in an input: { blank }, { value } or { problem }. */
function read(field, input) {
  if (input.value.trim() === "") return { blank: true };
  const read = numbers.parse(input.value);
  if (read.unreadable) return { problem: say(
    `“${input.value.trim()}” không đọc được thành số; bỏ trống nếu chưa biết.`,
    `'${input.value.trim()}' cannot be read as a number; leave it empty while unknown.`) };
  if (read.ambiguous) return { problem: say(
    `“${input.value.trim()}” có thể là ${read.ambiguous.join(" hoặc ")}; hãy viết số không có dấu phân cách.`,
    `'${input.value.trim()}' can be ${read.ambiguous.join(" or ")}; write the number without separators.`) };
  const value = field.scale && input === field.number ? numbers.times(read.value, field.scale.value) : read.value;
  if (numbers.compare(value, "0") < 0) return { problem: say("Giá trị không được âm.", "A value may not be negative.") };
  if (numbers.compare(value, limit) > 0)
    return { problem: say("Giá trị lớn hơn mức tối đa 10¹⁵.", "The value is above the limit of 10¹⁵.") };
  if (numbers.places(value) > field.decimals) return { problem: field.decimals === 0
    ? say("Giá trị phải là số nguyên.", "The value must be a whole number.")
    : say(`Giá trị chỉ có tối đa ${field.decimals} chữ số thập phân.`, `The value may have ${field.decimals} decimals at most.`) };
  return { value };
}

/** What the form says: { values by code, problems: [{ input, field, text }], doubts: [{ field, text }] }. */
export function readReport(fields) {
  const [values, problems] = [{}, []];
  for (const field of fields) {
    const number = read(field, field.number);
    const whole = field.isRatio ? read(field, field.whole) : { blank: true };
    for (const [part, input] of [[number, field.number], [whole, field.whole]])
      if (part.problem) problems.push({ input, field, text: part.problem });
    if (number.problem || whole.problem || (number.blank && whole.blank)) continue;
    if (!field.isRatio) {
      values[field.code] = field.counting?.value === "year-to-date" ? { yearToDate: number.value } : { amount: number.value };
    } else if (number.blank || whole.blank) {
      problems.push({ input: number.blank ? field.number : field.whole, field,
        text: say("Cần ghi cả “Số đạt” và “Tổng số”.", "Please fill in both 'Reached' and 'Of all'.") });
    } else if (numbers.compare(number.value, whole.value) > 0) {
      problems.push({ input: field.number, field,
        text: say("Số đạt lớn hơn tổng số.", "The number reached is greater than the number of all.") });
    } else {
      values[field.code] = { numerator: number.value, denominator: whole.value };
    }
  }
  return { values, problems };
}

/** What looks unusual without asking the server: above the largest amount that its rule would take without a question. */
export function unusual(fields, values) {
  return fields.filter((field) => field.data.high && values[field.code]?.amount
    && numbers.compare(values[field.code].amount, field.data.high) > 0).map((field) => ({ field, text: say(
    `Thường không quá ${numbers.group(field.data.high, language)}.`, `Usual: ${numbers.group(field.data.high, language)} at most.`) }));
}

/** A value as it is shown. */
export function show(parts, scaleWords = true) {
  const written = (text) => numbers.group(text, language);
  if (parts.numerator !== undefined) return `${written(String(parts.numerator))} / ${written(String(parts.denominator))}`;
  const text = String(parts.amount ?? parts.yearToDate);
  const large = scaleWords && numbers.compare(text, "1000000") >= 0 ? ` (${numbers.words(text, language)})` : "";
  return written(text) + (parts.yearToDate !== undefined ? say(" lũy kế", " year to date") : "") + large;
}

function echo(field, fields) {
  const number = read(field, field.number);
  const parts = [];
  if (number.value !== undefined && !field.isRatio) {
    const measure = field.data.measure;
    if (numbers.compare(number.value, "1000000") >= 0) parts.push(`${numbers.words(number.value, language)} ${measure}`);
    const { target, sum } = field.data;
    const isLarge = target && numbers.compare(target, "0") > 0 && numbers.compare(number.value, target) >= 0;
    if (isLarge) parts.push(`${numbers.proportion(number.value, target, language)} ${say("chỉ tiêu năm", "the target of the year")}`);
    if (sum !== undefined && field.counting?.value !== "year-to-date" && numbers.compare(sum, "0") > 0)
      parts.push(`${say("lũy kế mới", "so far then")} ${numbers.group(numbers.add(sum, number.value), language)}`);
  } else if (field.isRatio) {
    const whole = read(field, field.whole);
    if (number.value !== undefined && whole.value !== undefined && numbers.compare(whole.value, "0") > 0)
      parts.push(`${(Number(number.value) / Number(whole.value) * 100).toLocaleString(language === "en" ? "en-GB" : "vi-VN",
        { maximumFractionDigits: 1 })}%`);
  }
  const together = partsOf(field, fields);
  if (together) parts.push(together);
  field.echo.textContent = parts.join(", ");
  field.echo.hidden = parts.length === 0;
}

// Parts are shown against their whole while they are typed.
function partsOf(whole, fields) {
  const parts = fields.filter((field) => field.data.partOf === whole.code && !field.isRatio);
  const known = parts.map((field) => read(field, field.number).value).filter((value) => value !== undefined);
  if (known.length === 0) return null;
  const sum = known.reduce(numbers.add, "0");
  const total = read(whole, whole.number).value;
  const text = `${say("các phần cộng lại", "the parts come to")} ${numbers.group(sum, language)}`;
  if (total === undefined || numbers.compare(sum, total) === 0) return text;
  const difference = numbers.subtract(total, sum);
  return numbers.compare(difference, "0") > 0
    ? `${text}, ${say("còn thiếu", "lacking")} ${numbers.group(difference, language)}`
    : `${text}, ${say("vượt", "above by")} ${numbers.group(difference.slice(1), language)}`;
}

/** Shows all echoes and how many are filled. */
export function refresh(form, fields) {
  for (const field of fields) echo(field, fields);
  const isFilled = (field) => field.number.value.trim() !== "" || (field.whole?.value.trim() ?? "") !== "";
  const count = fields.filter(isFilled).length;
  document.getElementById("filled").textContent =
    say(`Đã điền ${count} trên ${fields.length} chỉ tiêu`, `${count} of ${fields.length} filled`);
  for (const group of form.querySelectorAll("details.group")) {
    const own = fields.filter((field) => group.contains(field.box));
    group.querySelector("[data-group]").textContent = `${own.filter(isFilled).length}/${own.length}`;
  }
}

const separators = /[.\u202f]/g;

/** Groups digits while they are typed. A mark that the typist sets is left alone until the field is left: it may be a decimal one. */
export function groupWhileTyping(input) {
  input.addEventListener("input", (event) => {
    const isPlain = (event.inputType === "insertText" && /^[0-9]$/.test(event.data ?? "")) || event.inputType?.startsWith("delete");
    const digits = input.value.replace(separators, "");
    if (input.value === "") input.dataset.own = "";
    else if (!isPlain) input.dataset.own = "true";
    if (input.dataset.own === "true" || !/^[0-9]+$/.test(digits)) return;
    const left = input.value.slice(0, input.selectionStart).replace(separators, "").length;
    const grouped = numbers.group(digits, language);
    if (grouped === input.value) return;
    input.value = grouped;
    let caret = 0;
    for (let seen = 0; seen < left; caret++) if (/[0-9]/.test(grouped[caret])) seen++;
    input.setSelectionRange(caret, caret);
  });
  input.addEventListener("blur", () => leave(input));
}

/** Tidies a field that was left. The draft hears of it, so that it says what the report says, and is known for sent afterwards. */
export function leave(input) {
  const before = input.value;
  tidy(input);
  if (input.value === before) return;
  const { own } = input.dataset;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dataset.own = own; // nobody set a mark
}

/** Groups the digits of a field that can be read in one way. */
export function tidy(input) {
  const { value } = input.value.trim() === "" ? {} : numbers.parse(input.value);
  if (value === undefined) return;
  const shown = numbers.group(value, language);
  // What stands in a field must be read as what it is: 1,234 has two readings, 1,2340 has one.
  input.value = numbers.parse(shown).value === value ? shown : `${shown}0`;
  input.dataset.own = value.includes(".") ? "true" : "";
}

/** Enter goes on to the next field and sends nothing. */
export function moveOnEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    const inputs = [...form.querySelectorAll("input:not([type=hidden]), textarea, button.main")]
      .filter((item) => item.offsetParent !== null);
    const after = inputs.findIndex((item) => item === event.target
      || (event.target.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    const following = inputs[after + (inputs[after] === event.target ? 1 : 0)];
    following?.focus();
    if (following instanceof HTMLInputElement) following.select();
  });
}

/** Shows what is wrong: a list on top that has the focus, a mark and a sentence at each field, and "Lỗi:" in the title. */
export function showProblems(form, problems) {
  clearProblems(form);
  if (problems.length === 0) return;
  const list = element("ul", {}, ...problems.map(({ input, field, text }) => element("li", {},
    element("a", { href: `#${input?.id ?? "filled"}`, onclick: (event) => reach(event, input) },
      `${field?.name ?? say("Báo cáo", "Report")}: ${text}`))));
  const box = element("div", { class: "error", role: "alert", id: "faults", tabindex: "-1" },
    element("h2", {}, say("Chưa gửi được; các số đã nhập vẫn còn", "Not sent yet; what you typed is kept")), list);
  form.before(box);
  for (const { input, text } of problems) mark(input, text);
  document.title = say("Lỗi: ", "Error: ") + document.title;
  box.focus();
}

function reach(event, input) {
  if (!input) return;
  event.preventDefault();
  input.closest("details")?.setAttribute("open", "");
  input.focus();
}

function mark(input, text) {
  if (!input) return;
  const id = `${input.id}-fault`;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", `${id} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
  input.after(element("p", { class: "fault", id }, element("span", { "aria-hidden": "true" }, "⚠ "), text));
}

/** Takes all of that away again. */
export function clearProblems(form) {
  document.getElementById("faults")?.remove();
  document.title = document.title.replace(/^(Lỗi|Error): /, "");
  for (const fault of form.querySelectorAll(".fault")) fault.remove();
  for (const input of form.querySelectorAll("[aria-invalid=true]")) {
    input.setAttribute("aria-invalid", "false");
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-fault")).join(" ");
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
  }
}
