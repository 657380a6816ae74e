/**
 * A `ref` for a box whose tick React holds. After its action React resets a form to the ticks of its first drawing without telling
 * whoever holds them: the box would show one thing, the page around it another. What is ticked now is what a reset goes back to.
 */
export function keptByReset(checked: boolean): (box: HTMLInputElement | null) => void {
  return (box) => {
    if (box) box.defaultChecked = checked
  }
}
