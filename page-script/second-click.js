// A double click is meant for one thing. Where the first click changes the page at once,
// something else may lie under the second: it is not pressed.

const PRESSED = "a[href], button, summary, label, input, select";

export function secondClicks() {
  let pressed = null;
  addEventListener(
    "click",
    (event) => {
      const { detail, target } = event;
      const control = target.closest?.(PRESSED);
      if (detail < 2) pressed = { control, says: control?.textContent };
      else if (control !== pressed?.control && control?.textContent !== pressed?.says) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}
