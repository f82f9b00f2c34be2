const BELOW_BAR = 140; // px: a heading above this is the section being read

/** The contents follow the scroll, and the section's name joins the bar once the title has scrolled away. */
class KringContents extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll("a")];
    this.headings = this.links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    this.now = document.querySelector(".crumbs .now");
    this.follow();
    addEventListener("scroll", () => this.soon(), { passive: true });
    addEventListener("resize", () => this.soon(), { passive: true });
    this.addEventListener("click", (event) => {
      if (event.target.closest("a") && this.matches(":popover-open")) this.hidePopover();
    });
    this.addEventListener("beforetoggle", () => this.hang());
    this.watchTitle();
  }

  /** Below the button in the bar, where there is one. */
  hang() {
    const { left = 0, right = 0 } = this.now?.firstElementChild?.nextElementSibling?.getBoundingClientRect() ?? {};
    const start = document.dir === "rtl" ? innerWidth - right : left;
    if (start) this.style.setProperty("--from", `${Math.round(start)}px`);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.follow();
    });
  }

  follow() {
    const passed = this.headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < BELOW_BAR);
    const link = this.links[passed];
    if (link === this.current) return;
    this.current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    const fold = link?.closest("details");
    if (fold) fold.open = true;
    const section = this.now?.querySelector("[data-section]");
    if (section) section.textContent = link?.textContent ?? "";
    this.current = link;
  }

  watchTitle() {
    const title = document.querySelector(".doc-head h1");
    if (!this.now || !title) return;
    const bar = getComputedStyle(document.querySelector(".bar")).blockSize;
    new IntersectionObserver(([seen]) => this.now.toggleAttribute("hidden", seen.isIntersecting), {
      rootMargin: `-${bar} 0px 0px 0px`,
    }).observe(title);
  }
}

customElements.define("kring-contents", KringContents);
