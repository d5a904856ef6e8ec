/**
 * Runs in the browser, which has another global object than the rest of the project: so this is JavaScript.
 *
 * @returns {{ headings: number[], ids: string[], links: string[], tooWide: string[], diagrams: number[] }}
 */
export function lookAtPage() {
  const content = document.querySelector('.VPContent');
  const width = document.documentElement.clientWidth;
  const tooWide = document.documentElement.scrollWidth > width ? ['the page'] : [];

  /** What reaches out of the window, but for what is in a box that scrolls. */
  const lookInto = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.right > width + 1 && element.checkVisibility()) {
      tooWide.push(`${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`);
    }
    if (/auto|scroll/.test(getComputedStyle(element).overflowX)) return;
    for (const child of element.children) lookInto(child);
  };
  lookInto(content);

  return {
    headings: [...content.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName[1]),
    ),
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    links: [...document.querySelectorAll('a[href]')].map(({ href }) => href),
    tooWide,
    diagrams: [...content.querySelectorAll('.diagram svg')].map((svg) => {
      const drawn = svg.getBoundingClientRect();
      return Math.min(drawn.width, drawn.height);
    }),
  };
}
