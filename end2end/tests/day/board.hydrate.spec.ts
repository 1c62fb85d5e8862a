import { figure, readerOf } from "../../support/page";
import { expect, test } from "../../support/test";

const BOARD = "/organisera/dagar/uppstart-2026";
const WHOLE_PROGRAMME = "09.00–13.00";

/** Answers in all, and how many are under way at once. */
const ANSWERS = 1500;
const AT_ONCE = 25;

test("a flood of answers is followed calmly, and to the last one", async ({ page, person, signIn, hydrated }) => {
  test.setTimeout(90_000);
  const adept = await person("adept1@example.org");
  await adept.goto("/dagar/uppstart-2026");
  const reader = await readerOf(adept);
  const segment = await adept.locator("input[name=segment]").first().inputValue();
  await signIn(page, "organisator1@example.org");
  await page.goto(BOARD);
  await hydrated(page);
  const coming = parseInt(await figure(page, WHOLE_PROGRAMME, "kommer").innerText(), 10);

  let reads = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === BOARD) reads += 1;
  });
  // Each frame that the page draws; one that stutters draws few.
  await page.evaluate(() => {
    const count = () => {
      document.documentElement.dataset.frames = String(Number(document.documentElement.dataset.frames ?? 0) + 1);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });

  const origin = new URL(adept.url()).origin;
  const answer = async (word: string) => {
    const response = await adept.request.post("/api/day/answer", {
      form: { segment, answer: word, ...reader },
      headers: { origin, accept: "application/json" },
    });
    expect(response.status()).toBe(200);
  };
  let left = ANSWERS;
  const began = Date.now();
  const some = async () => {
    while (left-- > 0) await answer(left % 2 ? "maybe" : "no");
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  const seconds = (Date.now() - began) / 1000;
  await answer("yes");

  await expect(figure(page, WHOLE_PROGRAMME, "kommer")).toHaveText(`${coming + 1}kommer`);
  const frames = await page.evaluate(() => Number(document.documentElement.dataset.frames));
  console.log(
    `${ANSWERS} answers, ${Math.round(ANSWERS / seconds)} a second: ${reads} reads, ${Math.round(frames / seconds)} frames a second`,
  );
  expect(reads).toBeGreaterThan(1);
  expect(reads).toBeLessThan(ANSWERS / 10);
});
