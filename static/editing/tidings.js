const GATHERED_FOR = 3000; // ms

/**
 * Who came and who left, told in one go, and only what still holds then: whoever is back after a hiccup was never gone.
 * Those who are there at first are not told. `say({came, left})` gets names.
 */
export class Tidings {
  #told = null;
  #now = [];
  #timer = null;

  constructor(say) {
    this.say = say;
  }

  meet(names) {
    this.#now = names;
    this.#told ??= names;
    this.#timer ??= setTimeout(() => this.#tell(), GATHERED_FOR);
  }

  #tell() {
    this.#timer = null;
    const came = this.#now.filter((name) => !this.#told.includes(name));
    const left = this.#told.filter((name) => !this.#now.includes(name));
    this.#told = this.#now;
    if (came.length || left.length) this.say({ came, left });
  }
}
