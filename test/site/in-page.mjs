/**
 * Runs in the browser, which has another global object than the rest of the project: so this is JavaScript.
 *
 * @returns {{ headings: { level: number, text: string }[], ids: string[], links: string[], tooWide: string[], diagrams: number[] }}
 */
export function lookAtPage() {
  const content = document.querySelector('.VPContent');
  const all = [...content.querySelectorAll('*')];
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const isInScroller = (element) =>
    element !== content && (scrolls(element) || isInScroller(element.parentElement));
  const width = document.documentElement.clientWidth;
  const name = (element) =>
    `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`;
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const reachesOut = (element) => {
    const { right, width: own } = element.getBoundingClientRect();
    return own > 1 && right > width + 1 && isSeen(element) && !isInScroller(element.parentElement);
  };
  return {
    headings: [...content.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => ({
      level: Number(heading.tagName[1]),
      text: heading.textContent.trim(),
    })),
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    links: [...document.querySelectorAll('a[href]')].map(({ href }) => href),
    tooWide: [
      ...(document.documentElement.scrollWidth > width ? ['the page'] : []),
      ...all.filter(reachesOut).map(name),
    ],
    diagrams: [...content.querySelectorAll('.diagram svg')].map((svg) => {
      const { width: drawn, height } = svg.getBoundingClientRect();
      return Math.min(drawn, height);
    }),
  };
}
