// Signing out on a shared phone removes what the key left here, after asking: from every page, since the form may have been open before.

import * as phone from "./phone.js";
import { isUnsent } from "./queue.js";
import { release } from "./reminders.js";
import { element, say } from "./texts.js";

const forms = [...document.querySelectorAll("form[action='/sign-out']")];
const owner = forms.map((form) => form.dataset.owner).find(Boolean);
let isLeaving = false; // the push service is waited for, and a second tap changes nothing

for (const form of forms)
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    await signOut(form);
    isLeaving = false;
  });

// A browser that keeps nothing, or refuses to say what, holds nobody up.
const tried = (work) => work().catch(() => undefined);

async function signOut(form) {
  const entries = (await tried(() => phone.queue()) ?? []).filter((entry) => entry.owner === owner && isUnsent(entry));
  const drafts = await tried(() => phone.draftPlaces(owner)) ?? [];
  const left = [
    ...(entries.length > 0 ? [say(`${entries.length} báo cáo chưa gửi`, `${entries.length} unsent reports`)] : []),
    ...(drafts.length > 0 ? [say(`${drafts.length} bản nháp`, `${drafts.length} drafts`)] : []),
  ].join(say(" và ", " and "));
  if (left && !globalThis.confirm(say(
    `Máy này còn ${left}. Đăng xuất sẽ xóa hết khỏi máy. Vẫn đăng xuất?`,
    `This phone still holds ${left}. Signing out removes them from it. Sign out all the same?`))) return;
  await tried(() => phone.forget(owner));
  await globalThis.caches?.delete("pages").catch(() => {});
  // Without this field the server ends all reminders of the key: right when nobody knows where this phone takes them.
  const endpoint = await tried(release);
  if (endpoint !== undefined && !form.elements.endpoint)
    form.append(element("input", { type: "hidden", name: "endpoint", value: endpoint }));
  form.submit();
}
