// Bootstrap asks for a name, not for "whatever the device prefers".
const dark = matchMedia("(prefers-color-scheme: dark)");
const show = () => { document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light"; };
dark.addEventListener("change", show);
show();
