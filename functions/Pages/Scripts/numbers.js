// Numbers as people type them, by the same rules as the server (functions/Reports/Wire/NumberText.cs), and as they are shown.
// Amounts go up to 10^15 with decimals, so they are kept as decimal text and never as floating-point numbers.

const spacedGroups = /^-?[0-9]{1,3}([ \u00a0\u202f\u2009][0-9]{3})+([.,][0-9]+)?$/;
const dotGroups = /^-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?$/;
const commaGroups = /^-?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]+)?$/;
const maxLength = 28;

/** A decimal number as text without needless zeros: "007,50" becomes "7.5". */
function plain(text) {
  const [, sign, whole, , fraction = ""] = /^(-?)([0-9]+)(\.([0-9]*))?$/.exec(text);
  const digits = whole.replace(/^0+(?=[0-9])/, "");
  const rest = fraction.replace(/0+$/, "");
  const number = rest ? `${digits}.${rest}` : digits;
  return sign && number !== "0" ? `-${number}` : number;
}

function readAs(groups, text, thousands, point) {
  if (!groups.test(text)) return null;
  const tidy = text.split(thousands).join("").replace(point, ".");
  return tidy.length <= maxLength ? plain(tidy) : null;
}

/** The readings of a text: { vi, en }, each decimal text or null. */
export function readings(text) {
  const trimmed = text.trim();
  const tidy = spacedGroups.test(trimmed) ? trimmed.replace(/[ \u00a0\u202f\u2009]/g, "") : trimmed;
  return { vi: readAs(dotGroups, tidy, ".", ","), en: readAs(commaGroups, tidy, ",", ".") };
}

/** What a text says: { value } as decimal text, { ambiguous: [vi, en] }, or { unreadable: true }. 12.345 is twelve thousand, as the
 * page says; the other reading, 12,345, is asked about. */
export function parse(text) {
  const { vi, en } = readings(text);
  if (vi === null && en === null) return { unreadable: true };
  if (vi === null || en === null || vi === en) return { value: vi ?? en };
  return compare(vi, en) > 0 ? { value: vi } : { ambiguous: [vi, en] };
}

function scaled(text) {
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction);
  return { digits: negative ? -digits : digits, places: fraction.length };
}

function align(left, right) {
  const [a, b] = [scaled(left), scaled(right)];
  const places = Math.max(a.places, b.places);
  return [a.digits * 10n ** BigInt(places - a.places), b.digits * 10n ** BigInt(places - b.places), places];
}

function unscaled(digits, places) {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  return plain(sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text));
}

/** Below 0, 0 or above 0, as the first is less than, equal to or greater than the second. */
export function compare(left, right) {
  const [a, b] = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum, exactly. */
export function add(left, right) {
  const [a, b, places] = align(left, right);
  return unscaled(a + b, places);
}

/** The difference, exactly. */
export function subtract(left, right) {
  const [a, b, places] = align(left, right);
  return unscaled(a - b, places);
}

/** A number times 1, a million or a billion, exactly. */
export function times(text, scale) {
  const { digits, places } = scaled(text);
  return unscaled(digits * BigInt(scale), places);
}

/** How many decimals a number has. */
export const places = (text) => scaled(text).places;

/** Digits in groups of three: 12.345,5 in Vietnamese. In English a narrow space, since 12,345 would have two readings. */
export function group(text, language) {
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=([0-9]{3})+$)/g, language === "en" ? "\u202f" : ".");
  return fraction === undefined ? grouped : `${grouped}${language === "en" ? "." : ","}${fraction}`;
}

function digits(number, language) {
  const most = number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
  return number.toLocaleString(language === "en" ? "en-GB" : "vi-VN", { maximumFractionDigits: most });
}

/** A number in words, three digits that count: "1.500 tỷ"; below a million in full. */
export function words(text, language) {
  const number = Number(text);
  if (number >= 999.5e6) return `${digits(number / 1e9, language)} ${language === "en" ? "billion" : "tỷ"}`;
  if (number >= 999.5e3) return `${digits(number / 1e6, language)} ${language === "en" ? "million" : "triệu"}`;
  return group(text, language);
}

/** How a number stands to a target, or null: "62% of", "3.600 times". */
export function proportion(text, target, language) {
  const share = Number(text) / Number(target);
  if (!Number.isFinite(share)) return null;
  if (share >= 2) return language === "en" ? `${digits(share, language)} times` : `gấp ${digits(share, language)} lần`;
  const percent = share * 100;
  return `${language === "en" ? "" : "bằng "}${digits(percent, language)}%`;
}
