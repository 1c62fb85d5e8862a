import { rmSync, writeFileSync } from "node:fs";
import { emailsTo } from "../../support/mail";
import { expect, test } from "../../support/test";

const ORGANISER = "organisator1@example.org";

test("a mail that did not arrive is seen by organisers, and sent again", async ({
  page,
  server,
  signIn,
  hydrated,
  axe,
  picture,
}) => {
  test.setTimeout(120_000);

  await test.step("someone asks for contact while no mail can be handed over", async () => {
    rmSync(server.mailDir, { recursive: true, force: true });
    writeFileSync(server.mailDir, "a file where the folder should be");
    await signIn(page, "adept2@example.org");
    await page.goto("/par/kontakt");
    await hydrated(page);
    await page.getByRole("button", { name: "Be om kontakt" }).click();
    await expect(page.getByText("Ingen har sett det än.")).toBeVisible();
  });

  await test.step("after five days it is given up, and an organiser reads so", async () => {
    // A session of then has ended by that day; an open page would ask for news with it.
    await page.goto("about:blank");
    await server.travel("after");
    await signIn(page, ORGANISER);
    await expect(async () => {
      await page.goto("/organisera/mejl");
      await expect(page.getByRole("listitem").filter({ hasText: ORGANISER })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await page.goto("/organisera");
    await hydrated(page);
    await expect(page.getByText(/mejl kom inte fram\./)).toBeVisible();
    await page.getByRole("link", { name: "Se vilka" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mejl som inte kom fram");
    await axe(page);
    await picture(page, "mejl");
  });

  await test.step("mended, one press sends it", async () => {
    rmSync(server.mailDir);
    const item = page.getByRole("listitem").filter({ hasText: ORGANISER });
    await expect(item).toContainText("Det gick inte att lämna på fem dagar.");
    await item.getByRole("button", { name: "Skicka igen" }).click();
    await expect(page.getByText("Skickas igen.")).toBeVisible();
    await expect(item).toHaveCount(0);
    const arrived = () => emailsTo(server, ORGANISER).filter((mail) => mail.includes("vill prata med en organisatör"));
    await expect.poll(() => arrived().length, { timeout: 30_000 }).toBe(1);
  });
});
