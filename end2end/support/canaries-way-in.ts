/**
 * The secret fields of the way in: each gets a word of its own, which must be
 * found nowhere but with those that it is for. A new field is one entry here,
 * and where it is written in `secrets-way-in.spec.ts`.
 */

/** Who tries to read, by their part in it; `undefined` for someone who is not signed in. */
export const PEOPLE = {
  applicant: "kanarie@example.org",
  /** Has begun, and sent nothing. */
  beginner: "borjan@example.org",
  /** The one who becomes the applicant's mentor. */
  partner: "mentor10@example.org",
  /** Is declined. */
  "another applicant": "adept8@example.org",
  contact: "kontakt2@example.org",
  "another organisation's contact": "kontakt8@example.org",
  member: "arbetsgrupp2@example.org",
  /** Has declared a conflict of interest with the applicant. */
  "recused member": "arbetsgrupp3@example.org",
  "member of the own organisation": "arbetsgrupp1@example.org",
  organiser: "organisator1@example.org",
  /** Has not voted, and so does not see what the others think. */
  "organiser without a vote": "organisator2@example.org",
  visitor: undefined,
} as const;
export type Who = keyof typeof PEOPLE;

/** Those who may not even know who applies. The visitor is none: the demo's door offers everyone by name. */
export const STRANGERS: Who[] = [
  "beginner",
  "another applicant",
  "another organisation's contact",
  "member of the own organisation",
];

/** The numbers of the applicant's and of the beginner's application. */
export interface Numbers {
  sent: number;
  begun: number;
}

/** Every address of the way in, which everyone tries. */
export function addresses({ sent, begun }: Numbers): string[] {
  return [
    ...["/", "/min-sida", "/dagar", "/installningar", "/par"],
    ...["/ansok", "/ansok/arbetsgivare", "/ansok/ansokan", "/ansok/ansokan/utskrift"],
    ...["/ansok/ansokan/syfte", "/ansok/ansokan/jav"],
    ...["/kontakt", "/kontakt/ansokningar", `/kontakt/ansokningar/${sent}`, `/kontakt/ansokningar/${begun}`],
    ...["/organisera", "/organisera/ansokan", "/organisera/dagar/uppstart-2026", "/organisera/dagar/uppstart-2026/svar.csv"],
    ...["/urval", `/urval/${sent}`, `/urval/${begun}`, `/urval/jamfor?nr=${sent}`, "/urval/beslut", "/urval/protokoll"],
    ...["/urval/lista.csv", "/matchning"],
  ];
}

/** A field, and where those read it that it is for, at one address or another as things go on; `SENT` stands for the applicant's number. */
type Readers = Partial<Record<Who, string | string[]>>;

const group = (...addresses: string[]): Readers => ({
  member: addresses,
  organiser: addresses,
  "organiser without a vote": addresses,
});

const conflict: Readers = { applicant: "/ansok/ansokan/utskrift", ...group("/urval/SENT") };
const managers: Readers = { contact: "/kontakt/ansokningar/SENT", ...group("/urval/SENT") };
const told: Readers = { applicant: "/ansok/ansokan", contact: "/kontakt/ansokningar/SENT", ...group("/urval/SENT") };

/** All of them. */
export const CANARIES = {
  "whom to avoid": conflict,
  "why to avoid": conflict,
  "why the manager supports": managers,
  "what the organisation commits to": managers,
  "the contact's question": told,
  "the applicant's answer": told,
  "the contact's words with the endorsement": told,
  "note with a vote": { member: "/urval/SENT", organiser: "/urval/SENT" },
  "reason of a recusal": { organiser: "/urval/SENT", "organiser without a vote": "/urval/SENT" },
  "why a condition is set aside": group("/urval/SENT"),
  "grounds of the decision": group("/urval/SENT", "/urval/protokoll"),
  "draft of a section": { beginner: "/ansok/ansokan/syfte" },
} satisfies Record<string, Readers>;
export type Field = keyof typeof CANARIES;

/** Where someone may read a field, if it is for them. */
export function addressesFor(field: Field, who: Who, { sent }: Numbers): string[] {
  const readers: Readers = CANARIES[field];
  return [readers[who] ?? []].flat().map((address) => address.replace("SENT", `${sent}`));
}
