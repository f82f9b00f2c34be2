// Moving what the caret is in past its neighbour, loaded when somebody first does. Commands.

const move = (way) => (view) => {
  import("../editing/moving.js").then(
    (moving) => moving[way](view),
    () => {}, // Without a network; whoever asks again may have one.
  );
  return true;
};

export const moveUp = move("moveUp");
export const moveDown = move("moveDown");
