// The page without a line: scripts and styles as they were built, the form's pages as they were last seen on this phone. And the queue,
// where the browser has Background Sync: it then calls when the line is back, whether or not a page is open.

import * as phone from "./phone.js";
import { flush } from "./outbox.js";
import { nextDue } from "./queue.js";

const files = `files-${new URL("./", self.location).pathname}`;
const pages = "pages";
const patience = 10_000;
const scripts = ["numbers.js", "texts.js", "queue.js", "phone.js", "outbox.js", "fields.js", "review.js", "panel.js", "panel-texts.js",
  "reminders.js", "form.js", "sign-out.js"];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(files);
    await cache.addAll(scripts.map((script) => new URL(script, self.location).pathname));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== files && name !== pages) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(files);
    for (const path of event.data.files ?? []) if (!(await cache.match(path))) await cache.add(path).catch(() => {});
    for (const path of event.data.keep ?? []) await page(new Request(path, { credentials: "same-origin" })).catch(() => {});
  })());
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  event.waitUntil((async () => {
    const owner = await phone.about("owner");
    if (!owner) return;
    // A page that is being closed may still hold the lock with its report half sent: it is waited for.
    const settled = await flush(owner, true, true);
    // Whatever still waits: the browser calls again.
    if (!settled || nextDue(await phone.queue(), owner)) throw new Error("The queue is not empty.");
  })());
});

// A message of the timer that reminds. Browsers ask that each is shown, also one that cannot be read.
self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data?.json() ?? {};
  } catch {
    // shown without its text
  }
  event.waitUntil(self.registration.showNotification(message.title ?? "Báo cáo tháng", {
    body: message.body ?? "", tag: message.tag ?? "report", data: message.url ?? "/report", icon: "/assets/icon-192.png",
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data, self.location.origin);
  const url = wanted.origin === self.location.origin ? wanted.href : "/report";
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    const same = open.find((client) => client.url === url);
    await (same ? same.focus() : self.clients.openWindow(url));
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (url.pathname === "/report" && request.mode === "navigate") event.respondWith(offlineToo(request, url));
});

// Addresses of files change with their content, so what is kept is right.
async function file(request) {
  const cache = await caches.open(files);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  const isFixed = (answer.headers.get("Cache-Control") ?? "").includes("immutable");
  if (answer.ok && isFixed) await cache.put(request, answer.clone()).catch(() => {});
  return answer;
}

// Keeps a page under the unit and month that it shows, which it says itself, and, when it is the caller's own, under /report.
async function page(request) {
  const answer = await fetch(request);
  const place = answer.headers.get("Content-Location");
  if (answer.ok && !answer.redirected && place) {
    const cache = await caches.open(pages);
    await cache.put(place, answer.clone()).catch(() => {});
    if (new URL(request.url).pathname === "/report" && !new URL(request.url).search)
      await cache.put("/report", answer.clone()).catch(() => {});
  }
  return answer;
}

async function offlineToo(request, url) {
  const cache = await caches.open(pages);
  const wanted = url.searchParams.has("period")
    ? `/report?unit=${url.searchParams.get("unit") ?? ""}&period=${url.searchParams.get("period")}` : "/report";
  const kept = await cache.match(wanted) ?? (wanted === "/report" ? await newest(cache) : undefined);
  const asked = page(request);
  if (!kept) return asked.catch(() => noPage());
  const waited = new Promise((resolve) => { setTimeout(() => resolve(kept), patience); });
  return Promise.race([asked.catch(() => kept), waited]);
}

async function newest(cache) {
  const known = await cache.keys();
  return known.length > 0 ? cache.match(known[known.length - 1]) : undefined;
}

const noPage = () => new Response(`<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Chưa có mạng</title></head><body><main>
<h1>Chưa có mạng</h1><p>Trang của tháng này chưa được lưu trên máy. Các báo cáo đã bấm gửi vẫn còn và sẽ tự gửi khi có mạng.</p>
<p lang="en">No signal: this month's page is not on this phone yet. Reports that wait are kept.</p>
<p><a href="/report">Báo cáo</a></p></main></body></html>`,
{ status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
