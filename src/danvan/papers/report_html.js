(function () {
  "use strict";
  var sentences = document.querySelectorAll("details.s");
  if (!sentences.length) return;

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  }

  function filter(list, said, wanted) {
    var words = fold(wanted), found = 0;
    list.forEach(function (item) {
      item.hidden = words !== "" && fold(item.textContent).indexOf(words) < 0;
      if (!item.hidden) found += 1;
    });
    said.textContent = words === "" ? "" : found + " trong " + list.length + " ý kiến đang hiện khớp.";
  }

  function addSearch(sentence) {
    var list = sentence.querySelectorAll("li");
    if (list.length < 8 || sentence.querySelector("input")) return;
    var label = document.createElement("label");
    label.textContent = "Tìm trong các ý kiến này, không cần gõ dấu";
    var box = document.createElement("input");
    box.type = "search";
    var said = document.createElement("p");
    said.setAttribute("role", "status");
    box.addEventListener("input", function () { filter(list, said, box.value); });
    label.appendChild(box);
    var order = sentence.querySelector("ol");
    order.parentNode.insertBefore(label, order);
    order.parentNode.insertBefore(said, order);
  }

  function openAddressed() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var sentence = target && target.closest("details.s");
    if (!sentence) return;
    sentence.open = true;
    var line = sentence.querySelector("summary");
    line.scrollIntoView({ block: "start" });
    line.focus({ preventScroll: true });
  }

  sentences.forEach(function (sentence) {
    sentence.addEventListener("toggle", function () { if (sentence.open) addSearch(sentence); });
  });

  var all = document.createElement("button");
  all.type = "button";
  all.textContent = "Mở tất cả dẫn chứng";
  all.addEventListener("click", function () {
    var open = all.textContent.charAt(0) === "M";
    sentences.forEach(function (sentence) { sentence.open = open; });
    all.textContent = open ? "Đóng tất cả dẫn chứng" : "Mở tất cả dẫn chứng";
  });
  var tools = document.createElement("div");
  tools.className = "tools";
  tools.appendChild(all);
  document.querySelector(".how").after(tools);

  window.addEventListener("hashchange", openAddressed);
  openAddressed();
})();
