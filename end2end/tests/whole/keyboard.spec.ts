import { tabTo } from "../../support/page";
import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

test("everything is done by keyboard alone", async ({ page, signIn, hydrated, javaScriptEnabled }) => {
  test.setTimeout(60_000);
  const main = page.getByRole("main");
  await signIn(page, "adept3@example.org");
  await hydrated(page);

  await test.step("past the header", async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/min-sida#innehall");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.querySelector("main")!.contains(document.activeElement))).toBe(true);
  });

  await test.step("an answer", async () => {
    const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
    const word = (await reply.getByRole("button", { name: "Ja", pressed: true }).count()) ? "Nej" : "Ja";
    await tabTo(page, reply.getByRole("button", { name: word }));
    await page.keyboard.press("Space");
    await expect(reply.getByRole("button", { pressed: true })).toHaveText(word);
    // With JavaScript what was pressed shows at once; it is kept when the page says so.
    if (javaScriptEnabled) await expect(page.getByText(/^Sparat/).first()).toBeVisible();
    await page.reload();
    await hydrated(page);
    await expect(reply.getByRole("button", { pressed: true })).toHaveText(word);
  });

  await test.step("a meeting", async () => {
    await tabTo(page, main.getByRole("link", { name: "Logga en träff" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Logga en träff" })).toBeVisible();
    await tabTo(page, page.getByLabel("Längd i minuter"));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("45");
    const chosen = page.getByRole("radio", { checked: true });
    await tabTo(page, chosen);
    const before = await chosen.getAttribute("value");
    await page.keyboard.press("ArrowDown");
    await expect(chosen).not.toHaveAttribute("value", before!);
    await tabTo(page, page.getByLabel("Gemensamma anteckningar"));
    await page.keyboard.type("Skrivet utan mus");
    await tabTo(page, page.getByLabel("Klart").first());
    await page.keyboard.press("Space");
    await expect(page.getByLabel("Klart").first()).toBeChecked();
    await tabTo(page, page.getByRole("button", { name: "Spara träffen" }));
    await page.keyboard.press("Enter");
    await expect(main.getByText("Träffen är sparad.")).toBeVisible();
    await expect(main.getByText("45 minuter")).toBeVisible();
    await expect(main.getByText("Skrivet utan mus")).toBeVisible();
  });
});
