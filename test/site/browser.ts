import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

export const home = inject('home');

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export function launch(): Promise<Browser> {
  // Debian's. Its sandbox refuses to run as root, and the only pages here are our own.
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  });
}

/** Loads a page, and waits until it answers to what is done with it. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(home + address);
  await page.waitForFunction('document.querySelector("#app").__vue_app__ !== undefined');
}

/** A tab, and all that goes wrong in it. */
export interface Tab {
  readonly page: Page;
  readonly faults: string[];
}

export async function openTab(browser: Browser, options: BrowserContextOptions): Promise<Tab> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => {
    // A page that is left no longer waits for what it would have needed.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      faults.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith('data:')) faults.push(`elsewhere: ${url}`);
  });
  page.on('response', (response) => {
    if (!response.ok() && response.status() !== 304)
      faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults };
}
