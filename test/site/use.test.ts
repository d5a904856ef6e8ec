import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { desktop, goTo, home, launch, openTab, phone, type Tab } from './browser.ts';

let browser: Browser;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

/** Opens the home page in a new tab, in which nothing may go wrong. */
function openHome(viewport: { readonly width: number; readonly height: number }) {
  beforeEach(async () => {
    tab = await openTab(browser, { viewport });
    page = tab.page;
    await goTo(page, 'index.html');
  });

  afterEach(async () => {
    expect(tab.faults).toEqual([]);
    await page.close();
  });
}

/** What the page on the screen is called. A heading has an invisible link to itself at its end. */
async function title(): Promise<string> {
  const text = await page.locator('.VPContent h1').innerText();
  return text.replace('\u200b', '').trim();
}

describe.each([
  ['in a window', desktop],
  ['on a phone', phone],
])('%s', (_, viewport) => {
  openHome(viewport);

  it.each([
    ['nested-mount', 'reference/problems.html', 'Problems'],
    ['report a vulnerability', 'source/SECURITY.html', 'Security policy'],
    ['onto another machine', 'how-to/restore.html', 'Restore'],
  ])('a search for %s leads to %s', async (words, address, name) => {
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill(words);
    await page.locator('a.result').first().waitFor();
    expect(await page.locator('a.result[href$=".ts.html"]').count()).toBe(0);
    await page.locator(`a.result[href*="${address}"]`).first().click();
    await page.waitForURL(`${home}${address}**`);
    await expect.poll(title).toBe(name);
  });
});

describe('in a window', () => {
  openHome(desktop);

  it('each entry of each menu leads to the page of its name', async () => {
    const parts = page.locator('.VPNavBar .VPNavMenu a');
    expect(await parts.allInnerTexts()).toEqual([
      'Tutorial',
      'How-to guides',
      'Reference',
      'Explanation',
      'Project',
    ]);
    for (const part of await parts.all()) {
      await part.click();
      // The menu changes together with the page.
      await expect.poll(() => part.getAttribute('class')).toContain('active');
      for (const entry of await page.locator('.VPSidebar a').all()) {
        const name = await entry.innerText();
        await entry.click();
        await expect.poll(title).toBe(name);
      }
    }
  });

  it('a keyboard gets past the menu, and to the search', async () => {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    expect(await focused.innerText()).toBe('Skip to content');
    expect(await focused.isVisible()).toBe(true);
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').waitFor();
  });

  it('the colours change with a switch, and stay so on the next page', async () => {
    const background = () =>
      page
        .locator('body')
        .evaluate((body) => body.computedStyleMap().get('background-color')?.toString());
    const light = await background();
    await page.getByRole('switch').click();
    await expect.poll(background).not.toBe(light);
    const dark = await background();
    await goTo(page, 'reference/problems.html');
    expect(await background()).toBe(dark);
  });
});

describe('on a phone', () => {
  openHome(phone);

  it('the menus open, and lead on', async () => {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.locator('.VPNavScreen').getByRole('link', { name: 'Reference' }).click();
    await expect.poll(title).toBe('Config options');
    await page.locator('.VPLocalNav').getByRole('button', { name: 'Menu' }).click();
    await page.locator('.VPSidebar').getByRole('link', { name: 'Problems' }).click();
    await expect.poll(title).toBe('Problems');
    expect(await page.locator('.VPSidebar.open').count()).toBe(0);
  });
});
