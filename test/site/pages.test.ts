import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktop, goTo, home, launch, openTab, phone, type Tab } from './browser.ts';
import { lookAtPage } from './in-page.mjs';

const repository = join(import.meta.dirname, '../..');
const pages = globSync('**/*.html', { cwd: join(repository, 'build/site') })
  .filter((page) => page !== '404.html')
  .sort();

type Look = ReturnType<typeof lookAtPage>;

const screens = [
  { name: 'in a window', viewport: desktop, colorScheme: 'light' },
  { name: 'on a phone', viewport: phone, colorScheme: 'dark' },
] as const;

/** How a page looks, by the name of the screen. */
type Looks = ReadonlyMap<string, Look>;

const looks = new Map<string, Looks>();
const faults = new Map<string, string[]>();
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  const left = [...pages];
  const visitor = async () => {
    const tab = await openTab(browser, {});
    // A page is loaded on one screen, which then becomes the other one, on which the next page is loaded.
    const order = [...screens];
    for (let page = left.shift(); page !== undefined; page = left.shift()) {
      looks.set(page, await visit(tab, page, order));
      faults.set(page, tab.faults.splice(0));
      order.reverse();
    }
  };
  await Promise.all([visitor(), visitor(), visitor(), visitor()]);
});

afterAll(() => browser.close());

async function visit(
  { page }: Tab,
  address: string,
  order: (typeof screens)[number][],
): Promise<Looks> {
  const seen = new Map<string, Look>();
  for (const { name, viewport, colorScheme } of order) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    if (seen.size === 0) await goTo(page, address);
    seen.set(name, await page.evaluate(lookAtPage));
  }
  return seen;
}

const looksAt = (page: string) => [...(looks.get(page)?.values() ?? [])];

it('has a page for each Markdown file of docs/', () => {
  const written = globSync('**/*.md', { cwd: join(repository, 'docs'), exclude: ['source/**'] });
  expect(pages).toEqual(expect.arrayContaining(written.map((page) => page.replace(/md$/, 'html'))));
});

describe.each(pages)('%s', (page) => {
  it('is shown without an error, and without a request to elsewhere', () => {
    expect(looksAt(page)).toHaveLength(screens.length);
    expect(faults.get(page)).toEqual([]);
  });

  it('fits into a window and a phone', () => {
    const tooWide = [...(looks.get(page) ?? [])].flatMap(([where, look]) =>
      look.tooWide.map((what) => `${where}: ${what}`),
    );
    expect(tooWide).toEqual([]);
  });

  it('has one heading of the first level, and skips none below it', () => {
    const [{ headings: levels } = { headings: [] }] = looksAt(page);
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it('has links that lead somewhere', () => {
    const links = new Set(looksAt(page).flatMap(({ links }) => links));
    expect([...links].filter((link) => !leadsSomewhere(link))).toEqual([]);
  });

  it('shows its diagrams', () => {
    expect(looksAt(page).flatMap(({ diagrams }) => diagrams.filter((size) => size < 40))).toEqual(
      [],
    );
  });
});

/** A link to elsewhere is only looked at: whether it is up is no matter of this project's tests. */
function leadsSomewhere(link: string): boolean {
  const { origin, protocol, pathname, hash, hostname } = new URL(link);
  if (origin !== new URL(home).origin) return protocol === 'https:' && hostname.includes('.');
  const target = pathname.replace(new URL(home).pathname, '').replace(/(?:^|\/)$/, '$&index.html');
  const [look] = looksAt(target);
  return (
    look !== undefined && (hash === '' || look.ids.includes(decodeURIComponent(hash.slice(1))))
  );
}

it('draws a diagram', () => {
  expect(pages.flatMap((page) => looksAt(page)[0]?.diagrams ?? []).length).toBeGreaterThan(0);
});
