// Before the stylesheet, so that a remembered choice shows without a flash. Storage may be denied: then the system decides.
(() => {
  try {
    const choice = localStorage.getItem("inquest-theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch {}
})();
