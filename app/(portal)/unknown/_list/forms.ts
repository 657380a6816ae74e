// A row's boxes and buttons belong to forms that stand above the list.

/** Asks: what is ticked, and the button that was pressed, go into the address. */
export const LIST_FORM = 'undecided'
/** Has providers asked. */
export const LOOK_UP_FORM = 'look-up'
