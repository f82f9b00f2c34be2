import { Tidings } from "../editing/tidings.js";
import { announcePeople } from "./announce.js";
import { fill } from "./page.js";

const NAMED = 3; // people; more are a number

/** Answers a function that is told who writes here now and lets screen readers know of who came and left. */
export function tellOf(words) {
  const { lang } = document.documentElement;
  const list = new Intl.ListFormat(lang);
  const plural = new Intl.PluralRules(lang);
  const sentence = (names, forms) => {
    const form = names.length > NAMED ? "many" : plural.select(names.length);
    return fill(forms[form] ?? forms.other, { names: list.format(names), n: names.length });
  };
  const tidings = new Tidings(({ came, left }) => {
    if (came.length) announcePeople(sentence(came, words().came));
    if (left.length) announcePeople(sentence(left, words().left));
  });
  return (people) => tidings.meet([...new Set(people.map(({ name }) => name))]);
}
