/** Say something in the corner. Never the only place where it is said. */
export function toast(words, ...acts) {
  const element = document.createElement("kring-toast");
  element.className = "toast";
  element.role = "status";
  const text = document.createElement("span");
  text.textContent = words;
  element.append(text, ...acts);
  place().replaceChildren(element);
}

function place() {
  const there = document.querySelector(".toasts");
  if (there) return there;
  const made = document.createElement("div");
  made.className = "toasts";
  document.body.append(made);
  return made;
}
