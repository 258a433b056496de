// No words outside the catalogues: text in markup and in attributes that are read comes from t().

/** Read by people as they stand. */
const READ = new Set(['title', 'aria-label', 'aria-description', 'aria-roledescription', 'placeholder', 'alt', 'label']);

/** What is not translated, and why. */
const ALLOWED = [
  /^Holdfast$/, // the product's name
  /^V$/, // the mark before a customer's tier, the same in every language
  /^(English|简体中文|繁體中文)$/, // each language names itself in its own words
  /^https:\/\/\S+$/, // an address to write, not a word
];

/** Keys named after the words they belong to: they read as they are printed. */
const KEYS = /\s\(?(?:(?:Ctrl|Alt) )?(?:⇧ )?(?:[A-Z↑↓]|Esc)\)?$/;

const words = /\p{L}/u;

/** Literal pieces of an expression that end up as text. */
function* literals(node) {
  if (!node) return;
  if (node.type === 'Literal' && typeof node.value === 'string') yield [node, node.value];
  else if (node.type === 'TemplateLiteral') {
    for (const quasi of node.quasis) yield [quasi, quasi.value.cooked ?? ''];
    for (const inner of node.expressions) yield* literals(inner);
  } else if (node.type === 'ConditionalExpression') {
    yield* literals(node.consequent);
    yield* literals(node.alternate);
  } else if (node.type === 'LogicalExpression') {
    yield* literals(node.left);
    yield* literals(node.right);
  } else if (node.type === 'BinaryExpression' && node.operator === '+') {
    yield* literals(node.left);
    yield* literals(node.right);
  }
}

export const wordsInCatalogues = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: '“{{ text }}” is not in the catalogues. Say it with t(), in all three languages.' },
  },
  create(context) {
    const judge = (node, text) => {
      for (const part of text.split(/[·\s]+/))
        if (words.test(part) && !ALLOWED.some((allowed) => allowed.test(part)))
          return context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
    };
    /** What is printed on a key is the same in every language. */
    const onKey = (node) => {
      for (let at = node.parent; at; at = at.parent)
        if (at.type === 'SvelteElement')
          return at.name?.name === 'kbd' || at.name?.name === 'style' || at.name?.name === 'script';
      return false;
    };
    return {
      SvelteText(node) {
        if (node.parent.type === 'SvelteElement' && !onKey(node)) judge(node, node.value);
        else if (/Block$/.test(node.parent.type) && !onKey(node)) judge(node, node.value);
      },
      SvelteMustacheTag(node) {
        if (node.kind !== 'text' || node.parent.type === 'SvelteAttribute' || onKey(node)) return;
        for (const [part, text] of literals(node.expression)) judge(part, text);
      },
      SvelteAttribute(node) {
        if (!READ.has(node.key.name)) return;
        for (const value of node.value) {
          if (value.type === 'SvelteLiteral') judge(value, value.value.replace(KEYS, ''));
          else for (const [part, text] of literals(value.expression)) judge(part, text);
        }
      },
    };
  },
};
