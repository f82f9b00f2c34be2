// What a reader chose on this device. A browser that keeps nothing gets the usual.

export function chosen(name, usual) {
  try {
    return JSON.parse(localStorage.getItem(`kring.${name}`)) ?? usual;
  } catch {
    return usual;
  }
}

export function choose(name, value) {
  try {
    localStorage.setItem(`kring.${name}`, JSON.stringify(value));
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
}
