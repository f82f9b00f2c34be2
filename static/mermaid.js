// The script of the frame in which drawings are made. It knows nothing but what it is sent, and can reach nothing.
import mermaid from "mermaid";

const LOOKS = { light: "neutral", dark: "dark" };
const answer = (words) => parent.postMessage(words, "*"); // a frame without an origin cannot name one

addEventListener("message", ({ source, data }) => source === parent && draw(data));
new ResizeObserver(() => tellHeight()).observe(document.body);
answer({ ready: true });

async function draw({ text, theme }) {
  document.documentElement.style.colorScheme = theme;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    theme: LOOKS[theme],
    fontFamily: "system-ui, sans-serif",
  });
  try {
    const { svg } = await mermaid.render("drawing", text);
    document.body.innerHTML = svg;
    tellHeight();
  } catch {
    answer({ failed: true });
  }
}

function tellHeight() {
  const drawn = document.querySelector("body > svg");
  if (drawn) answer({ height: Math.ceil(drawn.getBoundingClientRect().height) });
}
