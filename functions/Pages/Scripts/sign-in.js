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
