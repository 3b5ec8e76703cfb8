import type { Page } from 'playwright-core';

/** What of a tab of the set-up sheet is too small to touch, or sticks out of the sheet. */
export const misfits = (page: Page, tab: string): Promise<string[]> =>
  page.evaluate((selector) => {
    const side = document.querySelector('.setup-side')?.getBoundingClientRect();
    const shown = [...document.querySelectorAll(`${selector} *`)].filter(
      (element) => element.getBoundingClientRect().width > 1,
    );
    const small = shown.filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return element.matches('button, input, select') && Math.min(width, height) < 43.9;
    });
    const outside = shown.filter(
      (element) => side && element.getBoundingClientRect().right > side.right - 8,
    );
    const wide = [...document.querySelectorAll('.setup, .setup-side .scrolls')].filter(
      (box) => box.scrollWidth > box.clientWidth,
    );
    return [...small, ...outside, ...wide].map((element) => element.outerHTML.slice(0, 200));
  }, tab);
