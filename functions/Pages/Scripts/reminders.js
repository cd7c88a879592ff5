// Messages before the due day (Web Push): only after somebody asked for them on this phone, and only for the key that asked.

import * as phone from "./phone.js";
import { fetchWithin, headersOf } from "./outbox.js";
import { element, language, say } from "./texts.js";

const day = 86_400_000;
const patience = 3_000;
const answerPatience = 12_000; // the server answers within ten seconds
const isPossible = () => "PushManager" in globalThis && "Notification" in globalThis && Boolean(navigator.serviceWorker);
const manager = async () => (await navigator.serviceWorker.ready).pushManager;

// A browser takes its sender's key as bytes.
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));

// A button that was pressed does not wait for ever.
const tell = (path, owner, body) => fetchWithin(
  answerPatience, path, { method: "POST", headers: headersOf(owner, language), body: JSON.stringify(body) }, (answer) => {
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  });

/** Ends what the browser has, so that its address leads nowhere; gives the address, or "" for none. Fails after three seconds: a push
 * service may be waited for without end, and nobody who signs out or presses a button is kept by it. */
export const release = () => Promise.race([
  unsubscribe(), new Promise((_, reject) => { setTimeout(() => reject(new Error("The push service does not answer.")), patience); })]);

async function unsubscribe() {
  if (!isPossible()) return "";
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await phone.remember("reminded", null).catch(() => {});
  await subscription?.unsubscribe();
  return subscription?.endpoint ?? "";
}

/** Shows whether this phone is reminded, and the button that changes it; nothing where the browser knows no such messages. */
export async function showReminders(box, owner) {
  if (!box || !isPossible()) return;
  const draw = (text, label, act) => {
    const button = label && element("button", { type: "button", class: "link", onclick: async () => {
      button.disabled = true;
      await act().catch(() => draw(say("Chưa đổi được; hãy thử lại khi có mạng.", "Not changed; try again with a signal."), label, act));
    } }, label);
    box.replaceChildren(...[text && element("span", { role: "status" }, `${text} `), button].filter(Boolean));
    box.hidden = false;
  };

  const offer = () => (Notification.permission === "denied"
    ? draw(say("Trình duyệt đang chặn thông báo, nên máy này không được nhắc hạn nộp.",
      "The browser blocks notifications, so this phone is not reminded."))
    : draw(null, say("Nhắc trên máy này trước hạn nộp 3 ngày", "Remind me on this phone 3 days before the due day"), begin));
  const isOn = () => draw(say("Máy này được nhắc trước hạn nộp 3 ngày.", "This phone is reminded 3 days before the due day."),
    say("Thôi nhắc", "No more reminders"), end);

  async function begin() {
    if (await Notification.requestPermission() !== "granted") return offer();
    const pushManager = await manager();
    await (await pushManager.getSubscription())?.unsubscribe(); // of an earlier key of the server's, or of another person
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(box.dataset.pushKey) });
    await keep(subscription);
    return isOn();
  }

  async function keep(subscription) {
    await tell("/report/reminders", owner, subscription);
    await phone.remember("reminded", { owner, endpoint: subscription.endpoint, at: Date.now() });
  }

  let untold = ""; // ended here, and the server does not know it yet

  async function end() {
    untold = await release() || untold;
    if (untold) await tell("/report/reminders/end", owner, { endpoint: untold });
    untold = "";
    return offer();
  }

  const subscription = await (await manager()).getSubscription();
  const agreed = await phone.about("reminded").catch(() => null);
  if (subscription && (agreed?.owner !== owner || Notification.permission !== "granted")) {
    await release(); // somebody else's, on a shared phone
    return offer();
  }
  if (!subscription) return offer();
  // Push services change addresses, and a sign-out elsewhere may have ended this one.
  if (agreed.endpoint !== subscription.endpoint || Date.now() - agreed.at > day) keep(subscription).catch(() => {});
  return isOn();
}
