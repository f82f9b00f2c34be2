const REACHING = ["pointerover", "focusin", "click"];

/**
 * Load a part once somebody first reaches for what needs it, by pointer, focus or press; its `begin` gets the element
 * and the event. What is reached for later is the part's own affair.
 */
export function onUse(selector, load) {
  const reach = async (event) => {
    const element = event.target.closest?.(selector);
    if (!element) return;
    for (const name of REACHING) document.removeEventListener(name, reach);
    (await load()).begin(element, event);
  };
  for (const name of REACHING) document.addEventListener(name, reach);
}
