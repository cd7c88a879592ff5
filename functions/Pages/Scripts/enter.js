// The link on a sheet carries the code behind "#", which is sent to nobody: it is put into the form and taken out of the address.

const code = decodeURIComponent(location.hash.slice(1));
if (code) {
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("code").value = code;
  document.querySelector("#enter button.main").focus();
}
