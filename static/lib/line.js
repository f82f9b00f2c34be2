/** Text without what would break a line. */
export const asLine = (text) => text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*|\p{Cc}+/gu, " ");
