// The page's language; the worker, which shows nothing, has none.

export const language = globalThis.document?.documentElement.lang === "en" ? "en" : "vi";

/** The one of the two that the page speaks. */
export const say = (vietnamese, english) => (language === "en" ? english : vietnamese);

/** 7/2024 of 2024-07. */
export const month = (period) => `${Number(period.slice(5))}/${period.slice(0, 4)}`;

/** tháng 7/2024 của Thị trấn Nhã Nam. */
export const place = (entry) =>
  say(`tháng ${month(entry.period)} của ${entry.unitName}`, `${month(entry.period)} of ${entry.unitName}`);

/** Hour and day on the phone's clock. */
export const time = (instant) =>
  new Date(instant).toLocaleString(language === "en" ? "en-GB" : "vi-VN",
    { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });

/** An element with text and attributes; whatever is text stays text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
