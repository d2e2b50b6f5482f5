// Shows the state of jobs as it changes; without scripts the page loads itself again.
for (const place of document.querySelectorAll("[data-follow]")) {
  const events = new EventSource(place.dataset.follow);
  const show = (event) => { place.innerHTML = event.data; };
  events.addEventListener("state", show);
  events.addEventListener("over", (event) => {
    show(event);
    events.close();
    place.parentElement.querySelector("[data-until-over]")?.remove();
    if ("thenReload" in place.dataset) location.reload();
  });
}
