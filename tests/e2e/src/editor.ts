import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** The text of a row of the Problems panel. */
export type Problem = string;

const PROBLEMS = '.markers-panel .monaco-list-row';
const FIND = '.find-widget.visible';

/** The workbench with one folder open, as a person handles it. */
export class Editor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a file of the folder from the explorer, for good rather than as a preview. */
  async open(file: string): Promise<void> {
    const row = this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${file}"]`);
    await until(`${file} is open`, async () => {
      await row.dblclick({ timeout: 5_000 });
      return this.tab(file).isVisible();
    });
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** The tab of a file that is being edited. */
  tab(file: string): Locator {
    return this.page.locator(`.tab.active[aria-label^="${file}"]`);
  }

  /** Selects the only occurrence of a text in the open file; the cursor is at its end. */
  async select(before: string): Promise<void> {
    await until(`${before} is found`, async () => {
      await this.page.locator('.editor-instance .view-lines').first().click({ timeout: 5_000 });
      await this.page.keyboard.press('Control+f');
      const input = this.page.locator(`${FIND} .find-part textarea`);
      await input.fill(before, { timeout: 5_000 });
      const count = this.page.locator(`${FIND} .matchesCount`);
      return until('one match', async () => /^\S+ of 1$/.test((await count.textContent()) ?? ''));
    });
    // Leaving the search selects what was found.
    await until('the search is left', async () => {
      // A notification that is in sight takes the first one.
      await this.page.keyboard.press('Escape');
      await this.page.locator(FIND).waitFor({ state: 'hidden', timeout: 2_000 });
      return true;
    });
  }

  /** Replaces the only occurrence of a text in the open file. */
  async replace(before: string, after: string): Promise<void> {
    await this.select(before);
    if (after === '') {
      await this.page.keyboard.press('Delete');
    } else {
      // The editor closes quotes and brackets by itself; what is there now has to be as wanted.
      await this.page.keyboard.insertText(after);
      await until(`${after} stands there`, () => this.#boxOf(after));
    }
  }

  /** Where a text of the visible part of the open file is drawn, once it is. */
  async boxOf(text: string): Promise<Box> {
    return until(`${text} is in sight`, () => this.#boxOf(text));
  }

  /** The squiggle under exactly this text, once there is one. */
  async squiggleUnder(text: string): Promise<Box> {
    return until(`a squiggle under ${text}`, async () => {
      const word = await this.#boxOf(text);
      const squiggles = await boxes(this.page.locator('.monaco-editor .squiggly-error'));
      // Quotes around the text may be underlined too, nothing else.
      const slack = word.width / text.length + 1;
      return squiggles.find(
        (box) =>
          Math.abs(box.y + box.height / 2 - (word.y + word.height / 2)) < word.height / 2 &&
          box.x <= word.x + 1 &&
          box.x >= word.x - slack &&
          box.x + box.width >= word.x + word.width - 1 &&
          box.x + box.width <= word.x + word.width + slack,
      );
    });
  }

  /** Waits until nothing is underlined as an error. */
  async noSquiggles(): Promise<void> {
    await until('no squiggle', async () => {
      return (await this.page.locator('.monaco-editor .squiggly-error').count()) === 0;
    });
  }

  /** What hovering a place shows, once it matches. */
  async hover(place: () => Promise<Box>, expected: RegExp): Promise<Locator> {
    const contents = this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
    return until(`a hover that says ${String(expected)}`, async () => {
      // Text moves when something appears above it.
      const box = await place();
      await this.page.mouse.move(box.x + box.width + 200, box.y + 60);
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
      const shown = contents.filter({ hasText: expected }).first();
      await shown.waitFor({ timeout: 5_000 });
      return shown;
    });
  }

  /** The rows of the Problems panel, files and findings, once they are as wanted. */
  async problems(what: string, wanted: (rows: Problem[]) => boolean): Promise<Problem[]> {
    const panel = this.page.locator('.markers-panel');
    await until('the Problems panel', async () => {
      if (!(await panel.isVisible())) {
        await this.page.keyboard.press('Control+Shift+m');
        await panel.waitFor({ timeout: 2_000 });
      }
      return true;
    });
    return until(`problems: ${what}`, async () => {
      const rows = await this.page.locator(PROBLEMS).allTextContents();
      return wanted(rows) ? rows : undefined;
    });
  }

  /** Goes from a row of the Problems panel to its place in a file. */
  async goTo(problem: string, file: string): Promise<void> {
    const row = this.page.locator(PROBLEMS).filter({ hasText: problem }).first();
    await until(`${problem} leads to ${file}`, async () => {
      // At its start: in its middle there is the link to the rule.
      await row.dblclick({ timeout: 5_000, position: { x: 80, y: 10 } });
      return this.tab(file).isVisible();
    });
  }

  /** Opens the menu of fixes where the cursor is, once it offers one; gives its line. */
  async fixes(title: string): Promise<Locator> {
    const line = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title });
    return until(`the fix ${title}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+Period');
      await line.first().waitFor({ timeout: 3_000 });
      return line.first();
    });
  }

  /** What the language status says, once it matches. */
  async status(expected: RegExp): Promise<string> {
    const item = this.page.locator('.statusbar-item[id="status.languageStatus"]');
    return until(`a language status that says ${String(expected)}`, async () => {
      const label = await item.getAttribute('aria-label', { timeout: 5_000 });
      return label !== null && expected.test(label) ? label : undefined;
    });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await until(`the command ${title}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.#quickInput().fill(`>${title}`, { timeout: 5_000 });
      await this.#entry(title).click({ timeout: 5_000 });
      return true;
    });
  }

  /** Chooses an entry of the list that a command shows. */
  async pick(entry: string): Promise<void> {
    await this.#quickInput().fill(entry);
    await this.#entry(entry).click();
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:not(.hidden) input[type="text"]');
  }

  #entry(text: string): Locator {
    return this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: text })
      .first();
  }

  /** Messages that interrupt the user. */
  async toasts(): Promise<string[]> {
    return this.page
      .locator('.notification-toast .notification-list-item-message')
      .allTextContents();
  }

  /** Where a text of the visible part of the open file is drawn. */
  async #boxOf(text: string): Promise<Box> {
    const box = await this.page.evaluate((sought) => {
      for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
        const plain = line.textContent.replaceAll('\u00a0', ' ');
        const start = plain.indexOf(sought);
        if (start < 0) {
          continue;
        }
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let offset = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (start >= offset && start < offset + length) {
            range.setStart(node, start - offset);
          }
          const end = start + sought.length;
          if (end > offset && end <= offset + length) {
            range.setEnd(node, end - offset);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x, y, width, height };
          }
          offset += length;
        }
      }
      return null;
    }, text);
    if (!box) {
      throw new Error(`${text} is not in sight`);
    }
    return box;
  }
}

/** Where something is drawn. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxes(locator: Locator): Promise<Box[]> {
  return locator.evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );
}
