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

/** How a page was seen: by its width and its colours. */
interface Visit {
  readonly as: string;
  readonly look: Look;
}

const visits = new Map<string, Visit[]>();
const faults = new Map<string, string[]>();
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  const left = [...pages];
  const visitor = async () => {
    const tab = await openTab(browser, {});
    for (let page = left.shift(); page !== undefined; page = left.shift()) {
      visits.set(page, await visit(tab, page));
      faults.set(page, tab.faults.splice(0));
    }
  };
  await Promise.all([visitor(), visitor(), visitor(), visitor()]);
});

afterAll(() => browser.close());

/** A page is loaded once. Then its window and its colours change, as with a phone that is turned in the evening. */
async function visit({ page }: Tab, address: string): Promise<Visit[]> {
  const seen: Visit[] = [];
  await goTo(page, address);
  for (const [device, viewport] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      seen.push({ as: `${device}, ${colorScheme}`, look: await page.evaluate(lookAtPage) });
    }
  }
  return seen;
}

const looksAt = (page: string) => (visits.get(page) ?? []).map(({ look }) => look);

it('has a page for each Markdown file of docs/', () => {
  const written = globSync('**/*.md', { cwd: join(repository, 'docs'), exclude: ['source/**'] });
  expect(pages).toEqual(expect.arrayContaining(written.map((page) => page.replace(/md$/, 'html'))));
});

describe.each(pages)('%s', (page) => {
  it('is shown without an error, and without a request to elsewhere', () => {
    expect(looksAt(page)).toHaveLength(4);
    expect(faults.get(page)).toEqual([]);
  });

  it('fits into a window and a phone', () => {
    const tooWide = (visits.get(page) ?? []).filter(({ look }) => look.tooWide.length > 0);
    expect(tooWide.map(({ as, look }) => `${as}: ${look.tooWide.join('; ')}`)).toEqual([]);
  });

  it('has one heading of the first level, and skips none below it', () => {
    const [{ headings } = { headings: [] }] = looksAt(page);
    const levels = headings.map(({ level }) => level);
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
