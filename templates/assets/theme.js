// Before the stylesheet, so that a remembered choice shows without a flash, and what needs a script has its place from the
// start. Storage may be denied: then the system decides.
document.documentElement.dataset.script = "";
try {
  const choice = localStorage.getItem("inquest-theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {}
