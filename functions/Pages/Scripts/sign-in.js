// Signing out leads here, also where the page's own script had no part in it, and whoever signs in next may be somebody else: the pages of
// the form are not kept for them. They are copies, made again at the next visit; drafts and reports that wait stay with their key.
globalThis.caches?.delete("pages").catch(() => {});

// The QR code on a letter carries the key behind "#", which is sent to nobody: it is put into the form and taken out of the address.

const key = decodeURIComponent(location.hash.slice(1));
if (key) {
  history.replaceState(null, "", location.pathname + location.search);
  const field = document.getElementById("key");
  if (field) {
    field.value = key;
    document.querySelector("button.main").focus();
  }
}
