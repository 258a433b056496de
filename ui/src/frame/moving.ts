// J and K belong to whatever list is shown; it listens for this.
export const moveEvent = 'holdfast-move';

export const moveInList = (by: number) => void window.dispatchEvent(new CustomEvent(moveEvent, { detail: by }));

/** The same with Shift: what is passed over is selected. */
export const extendEvent = 'holdfast-extend';

export const extendInList = (by: number) => void window.dispatchEvent(new CustomEvent(extendEvent, { detail: by }));
