// What stands in a form and is not the server's.

/** The forms that are being sent, each with what ends that. */
export const sending = new Map();

/** The control as it would be on a page just loaded: browsers adjust some defaults. A
 * style that a script gave it is not allowed in HTML. */
function asLoaded(control) {
  const template = document.createElement("template");
  const copy = control.cloneNode(true);
  copy.removeAttribute("style");
  template.innerHTML = copy.outerHTML;
  return template.content.firstElementChild;
}

function differs(control) {
  switch (control.type) {
    case "checkbox":
    case "radio":
      return control.checked !== control.defaultChecked;
    case "select-one":
    case "select-multiple":
      return stateOf(control) !== stateOf(asLoaded(control));
    case "file":
      return control.files.length > 0;
    case "textarea":
      return control.value !== control.defaultValue;
    default:
      return control.localName === "input" && control.value !== control.defaultValue && control.value !== asLoaded(control).value;
  }
}

export const isTyped = (form) => form.hasAttribute("data-typed") || [...form.elements].some(differs);

/** Whether a form belongs to whoever is using it rather than to the server. */
export const inUse = (form) => sending.has(form) || isTyped(form);
export const anyInUse = () => [...document.forms].some(inUse);

/** What a control says, to be compared. */
function stateOf(control) {
  if (control.options) return JSON.stringify([...control.options].filter((option) => option.selected).map((option) => option.value));
  return isChoice(control) ? control.checked : control.value;
}

const isChoice = ({ type }) => type === "checkbox" || type === "radio";

function put(control, state) {
  if (stateOf(control) === state) return;
  if (!control.options) control[isChoice(control) ? "checked" : "value"] = state;
  else for (const option of control.options) option.selected = JSON.parse(state).includes(option.value);
}

/** What a form said at a time. */
export const snapshot = (form) => new Map([...form.elements].map((control) => [control, stateOf(control)]));

/** The controls that say something else by now, with what they say. */
export const typedSince = (then) => new Map([...then.keys()].filter((control) => stateOf(control) !== then.get(control)).map((control) => [control, stateOf(control)]));

/** Puts back what was typed, into the control itself or the one that took its place. */
export function putBack(form, typed) {
  for (const [control, state] of typed) {
    const same = (other) => other.name === control.name && other.type === control.type && (!isChoice(other) || other.value === control.value);
    const now = control.isConnected ? control : [...form.elements].find(same);
    if (now) put(now, state);
  }
}
