// How the panel says what was refused.

import { show } from "./fields.js";
import { problemsOf } from "./review.js";
import { element, say } from "./texts.js";

export { show };

/** Why an entry was refused, with a way to each field where it stands on this page. */
export function ownFaults(entry, page) {
  const isHere = entry.unit === page.unit && entry.period === page.period;
  const problems = problemsOf(entry.faults, page.fields);
  return element("ul", { class: "why" }, ...(problems.length === 0 ? [element("li", {}, entry.detail ?? "")] : problems.map((problem) =>
    element("li", {}, isHere && problem.input
      ? element("a", { href: `#${problem.input.id}` }, `${problem.field.name}: ${problem.text}`)
      : `${problem.field?.name ?? say("Báo cáo", "Report")}: ${problem.text}`))));
}
