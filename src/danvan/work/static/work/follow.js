// Shows a job's state as it changes; without scripts the page loads itself again.
const place = document.querySelector("[data-follow]");
if (place) {
  const events = new EventSource(place.dataset.follow);
  const show = (event) => { place.innerHTML = event.data; };
  events.addEventListener("state", show);
  events.addEventListener("over", (event) => {
    show(event);
    events.close();
    document.querySelector("[data-until-over]")?.remove();
  });
}
