/*
 * The words and terms of a text as training found them: by Lucene's filter of HTML and its tokenizer
 * (UAX 29 with emoji), written again as regular expressions, since Intl.Segmenter cuts other words in
 * Chinese, Japanese, Thai, and around colons.
 */

/** Characters by their names in HTML 4, each name and its code in hexadecimal digits. */
const ENTITIES = new Map();
`AElig c6 AMP 26 Aacute c1 Acirc c2 Agrave c0 Alpha 391 Aring c5 Atilde c3 Auml c4 Beta 392 COPY a9 Ccedil c7 \
Chi 3a7 Dagger 2021 Delta 394 ETH d0 Eacute c9 Ecirc ca Egrave c8 Epsilon 395 Eta 397 Euml cb GT 3e Gamma 393 \
Iacute cd Icirc ce Igrave cc Iota 399 Iuml cf Kappa 39a LT 3c Lambda 39b Mu 39c Ntilde d1 Nu 39d OElig 152 \
Oacute d3 Ocirc d4 Ograve d2 Omega 3a9 Omicron 39f Oslash d8 Otilde d5 Ouml d6 Phi 3a6 Pi 3a0 Prime 2033 Psi \
3a8 QUOT 22 REG ae Rho 3a1 Scaron 160 Sigma 3a3 THORN de Tau 3a4 Theta 398 Uacute da Ucirc db Ugrave d9 \
Upsilon 3a5 Uuml dc Xi 39e Yacute dd Yuml 178 Zeta 396 aacute e1 acirc e2 acute b4 aelig e6 agrave e0 alefsym \
2135 alpha 3b1 amp 26 and 2227 ang 2220 apos 27 aring e5 asymp 2248 atilde e3 auml e4 bdquo 201e beta 3b2 \
brvbar a6 bull 2022 cap 2229 ccedil e7 cedil b8 cent a2 chi 3c7 circ 2c6 clubs 2663 cong 2245 copy a9 crarr \
21b5 cup 222a curren a4 dArr 21d3 dagger 2020 darr 2193 deg b0 delta 3b4 diams 2666 divide f7 eacute e9 ecirc \
ea egrave e8 empty 2205 emsp 2003 ensp 2002 epsilon 3b5 equiv 2261 eta 3b7 eth f0 euml eb euro 20ac exist 2203 \
fnof 192 forall 2200 frac12 bd frac14 bc frac34 be frasl 2044 gamma 3b3 ge 2265 gt 3e hArr 21d4 harr 2194 \
hearts 2665 hellip 2026 iacute ed icirc ee iexcl a1 igrave ec image 2111 infin 221e int 222b iota 3b9 iquest \
bf isin 2208 iuml ef kappa 3ba lArr 21d0 lambda 3bb lang 2329 laquo ab larr 2190 lceil 2308 ldquo 201c le 2264 \
lfloor 230a lowast 2217 loz 25ca lrm 200e lsaquo 2039 lsquo 2018 lt 3c macr af mdash 2014 micro b5 middot b7 \
minus 2212 mu 3bc nabla 2207 nbsp 20 ndash 2013 ne 2260 ni 220b not ac notin 2209 nsub 2284 ntilde f1 nu 3bd \
oacute f3 ocirc f4 oelig 153 ograve f2 oline 203e omega 3c9 omicron 3bf oplus 2295 or 2228 ordf aa ordm ba \
oslash f8 otilde f5 otimes 2297 ouml f6 para b6 part 2202 permil 2030 perp 22a5 phi 3c6 pi 3c0 piv 3d6 plusmn \
b1 pound a3 prime 2032 prod 220f prop 221d psi 3c8 quot 22 rArr 21d2 radic 221a rang 232a raquo bb rarr 2192 \
rceil 2309 rdquo 201d real 211c reg ae rfloor 230b rho 3c1 rlm 200f rsaquo 203a rsquo 2019 sbquo 201a scaron \
161 sdot 22c5 sect a7 shy ad sigma 3c3 sigmaf 3c2 sim 223c spades 2660 sub 2282 sube 2286 sum 2211 sup 2283 \
sup1 b9 sup2 b2 sup3 b3 supe 2287 szlig df tau 3c4 there4 2234 theta 3b8 thetasym 3d1 thinsp 2009 thorn fe \
tilde 2dc times d7 trade 2122 uArr 21d1 uacute fa uarr 2191 ucirc fb ugrave f9 uml a8 upsih 3d2 upsilon 3c5 \
uuml fc weierp 2118 xi 3be yacute fd yen a5 yuml ff zeta 3b6 zwj 200d zwnj 200c`.split(/\s+/).forEach((one, i, all) => {
  if (i % 2 === 0) ENTITIES.set(one, String.fromCharCode(parseInt(all[i + 1], 16)));
});

const SPACE = '[ \\t\\n\\r\\f\\v\\x85\\u2028\\u2029]';
const NAME = '[:_\\p{ID_Start}][-.:_\\p{ID_Continue}]*';
const INLINE = new Set(('a b i q s u abbr acronym basefont bdo big cite code dfn em font img input kbd label samp'
  + ' select small span strike strong sub sup textarea tt var').split(' '));
const QUOTED = "(?:'(?:\\\\'|[^'])*'|\"(?:\\\\\"|[^\"])*\")";
const sticky = pattern => new RegExp(pattern, 'uy');
const OPEN = sticky(`<${SPACE}*(${NAME})`);
const CLOSE = sticky(`</${SPACE}*(${NAME})(?:${SPACE}*>|$)`);
const ATTRIBUTE = sticky(`${SPACE}+${NAME}${SPACE}*=${SPACE}*${QUOTED}`);
const INSTRUCTION = sticky('<\\?[^>]*[/?]>');
const REFERENCE = sticky('&(?:#[xX]([0-9A-Fa-f]{1,5})|#([0-9]{1,7})|([A-Za-z0-9]+))(?:;|$)');
const PAIR = sticky('&#(?:[xX]([dD][89aAbB][0-9A-Fa-f]{2})|(5[56][0-9]{3}));'
  + '&#(?:[xX]([dD][c-fC-F][0-9A-Fa-f]{2})|(5[67][0-9]{3}));');

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where a start tag ends whose name ends at a place; -1 if it is none. */
function endOfTag(text, from) {
  let within = -1;
  for (let at = from; at < text.length;) {
    const attribute = matchAt(ATTRIBUTE, text, at);
    if (attribute) {
      const inside = /[<>]/.exec(attribute[0]);
      if (inside && within < 0) within = inside[0] === '>' ? at + inside.index + 1 : 0;
      at = ATTRIBUTE.lastIndex;
    } else if (text[at] === '>') {
      return at + 1;
    } else if (text[at] === '<') {
      break;
    } else {
      at++;
    }
  }
  return within > 0 ? within : -1;
}

/** Behind what begins at a place and ends by a pattern; the end of the text if it doesn't. */
function behind(text, at, end) {
  end.lastIndex = at;
  return end.exec(text) ? end.lastIndex : text.length;
}

/** What stands for a tag at a place, and where it ends; null if it is none. */
function tagAt(text, at) {
  const next = text[at + 1];
  if (next === '!') {
    if (text.startsWith('<!--', at)) return ['', behind(text, at + 4, /-->/g)];
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9);
      return [text.slice(at + 9, end < 0 ? text.length : end), end < 0 ? text.length : end + 3];
    }
    const end = text.indexOf('>', at);
    return end < 0 ? [text.slice(at), text.length] : ['', end + 1];
  }
  if (next === '?') return matchAt(INSTRUCTION, text, at) && ['', INSTRUCTION.lastIndex];
  if (next === '/') {
    const close = matchAt(CLOSE, text, at);
    return close && [INLINE.has(close[1].toLowerCase()) ? '' : '\n', CLOSE.lastIndex];
  }
  const open = matchAt(OPEN, text, at);
  if (!open) return null;
  if (OPEN.lastIndex === text.length) return ['', text.length];
  const name = open[1].toLowerCase();
  const end = endOfTag(text, OPEN.lastIndex);
  if (end < 0) return null;
  if (name.startsWith('script')) return ['\n', behind(text, end, /<\/\s*script\s*>/gi)];
  if (name.startsWith('style')) return ['\n', behind(text, end, /<\/\s*style\s*>/gi)];
  return [INLINE.has(name) ? '' : '\n', end];
}

/** What stands for a character reference at a place, and where it ends; null if it is none. */
function referenceAt(text, at) {
  const pair = matchAt(PAIR, text, at);
  if (pair) {
    const high = pair[1] ? parseInt(pair[1], 16) : Number(pair[2]);
    const low = pair[3] ? parseInt(pair[3], 16) : Number(pair[4]);
    if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
      return [String.fromCharCode(high, low), PAIR.lastIndex];
    }
  }
  const found = matchAt(REFERENCE, text, at);
  if (!found) return null;
  if (found[3]) return ENTITIES.has(found[3]) ? [ENTITIES.get(found[3]), REFERENCE.lastIndex] : null;
  const code = found[1] ? parseInt(found[1], 16) : Number(found[2]);
  if (code > 0x10ffff) return null;
  return [code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(code), REFERENCE.lastIndex];
}

/** The text without tags, and with characters in place of their references. */
function withoutHtml(text) {
  const parts = [];
  let from = 0;
  const special = /[<&]/g;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const made = found[0] === '<' ? tagAt(text, found.index) : referenceAt(text, found.index);
    if (made) {
      parts.push(text.slice(from, found.index), made[0]);
      from = special.lastIndex = made[1];
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
}

const EXTEND = '(?:(?!\\u200b)[\\p{M}\\p{Cf}\\uff9e\\uff9f])*';
const COMPLEX = '(?:(?![\\p{N}\\p{P}\\p{S}])[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Myanmar}\\p{Script=Khmer}'
  + '\\p{Script=Tai_Le}\\p{Script=New_Tai_Lue}\\p{Script=Tai_Tham}\\p{Script=Tai_Viet}\\p{Script=Ahom}])';
const KATAKANA = '[\\p{Script=Katakana}\\u3031-\\u3035\\u309b\\u309c\\u30a0\\u30fc\\uff70]';
const LETTER = `(?:(?!${COMPLEX}|${KATAKANA}|[\\p{Ideographic}\\p{M}\\p{Script=Hiragana}])[\\p{Alphabetic}\\u05f3`
  + '\\u02c2-\\u02c5\\u02d2-\\u02d7\\u02de\\u02df\\u02ed\\u02ef-\\u02ff\\u055b\\u055c\\u055e\\ua720\\ua721\\ua789\\ua78a])';
const NUMBER = '[\\p{Nd}\\u066b]';
const JOINING = '[\\p{Pc}\\u202f]';
const MIDDLE = '.\\u2018\\u2019\\u2024\\ufe52\\uff07\\uff0e\'';
const MID_LETTER = `[${MIDDLE}:\\u00b7\\u0387\\u05f4\\u2027\\ufe13\\ufe55\\uff1a]`;
const MID_NUMBER = `[${MIDDLE},;\\u037e\\u0589\\u060c\\u060d\\u066c\\u07f8\\u2044\\ufe10\\ufe14\\ufe50\\ufe54\\uff0c\\uff1b]`;
// Later versions of Unicode take away from the property what no emoji was made of.
const PICTURE = '(?:[\\p{Extended_Pictographic}\\u2388\\u2605\\u2607-\\u2612\\u2616-\\u2685\\u2690-\\u2705\\u2708-\\u2712'
  + '\\u2763-\\u2767\\u{1f000}-\\u{1f0ff}\\u{1f10d}-\\u{1f10f}\\u{1f12f}\\u{1f16c}-\\u{1f171}\\u{1f1ad}-\\u{1f1e5}'
  + '\\u{1f260}-\\u{1f265}\\u{1f300}-\\u{1f3fa}\\u{1f400}-\\u{1f53d}\\u{1f546}-\\u{1f64f}\\u{1f680}-\\u{1f6ff}'
  + '\\u{1f774}-\\u{1f77f}\\u{1f7d5}-\\u{1f7ff}\\u{1f8b0}-\\u{1f8ff}\\u{1f90c}-\\u{1f93a}\\u{1f93c}-\\u{1f945}'
  + '\\u{1f947}-\\u{1fffd}]|(?![0-9#*\\u{1f1e6}-\\u{1f1ff}\\u{1f3fb}-\\u{1f3ff}])\\p{Emoji})';
const EXTEND_EMOJI = `(?:\\u200d(?!\\u200d*${PICTURE})|(?![\\u200b\\u200d\\ufe0e\\ufe0f])[\\p{M}\\p{Cf}\\uff9e\\uff9f])*`;
const EMOJI = `(?:${PICTURE}${EXTEND_EMOJI}\\ufe0f?`
  + `|(?:\\p{Emoji_Modifier_Base}${EXTEND_EMOJI})?\\p{Emoji_Modifier}${EXTEND_EMOJI})`;
const HEBREW = '(?![\\p{M}\\p{P}])\\p{Script=Hebrew}';
const JOINED = `(?:${JOINING}${EXTEND})`;
const STRETCH = `(?:(?:${KATAKANA}${EXTEND})+`
  + `|(?:${HEBREW}${EXTEND}(?:'${EXTEND}|"${EXTEND}${HEBREW}${EXTEND})|${LETTER}${EXTEND}(?:${MID_LETTER}${EXTEND}(?=${LETTER}))?`
  + `|${NUMBER}${EXTEND}(?:${MID_NUMBER}${EXTEND}(?=${NUMBER}))?)+)`;
const WORDS = new RegExp([
  `\\u200d*${EMOJI}(?:[\\u{e0020}-\\u{e007e}]+\\u{e007f}|(?:\\u200d+${EMOJI})*)`,
  `[0-9#*]${EXTEND_EMOJI}\\ufe0f?\\u20e3${EXTEND_EMOJI}`,
  `(?:[\\u{1f1e6}-\\u{1f1ff}]${EXTEND}){2}`,
  `${JOINED}*${STRETCH}(?:${JOINED}+${STRETCH})*${JOINED}*`,
  `(?:${COMPLEX}${EXTEND})+`,
  `[\\p{Script=Han}\\p{Script=Hiragana}]${EXTEND}`,
].join('|'), 'gu');

const MARKS = { '\u2019': "'", _: ' ', '!': ' \u2757 ', '?': ' \u2753 ' };
const LONGEST_WORD = 255;

/** In lower case, each character by itself. */
function lowered(word) {
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
  return Array.from(word, one => one === '\u0130' ? 'i' : one.toLowerCase()).join('');
}

/** The words of a text; `config` is encoder.json. */
function wordsOf(text, config) {
  const plain = withoutHtml(text).replace(/[\u2019_!?]/g, mark => MARKS[mark]);
  const most = config['max-length'] || Infinity;
  const words = [];
  for (const [found] of plain.matchAll(WORDS)) {
    for (let at = 0; at < found.length; at += LONGEST_WORD) {
      if (words.length >= most) return words;
      const word = found.slice(at, at + LONGEST_WORD);
      words.push(config['letter-case'] === 'lower' ? lowered(word) : word);
    }
  }
  return words;
}

/** Runs of one word to `config.ngrams` words, by their first word, the shorter ones first. */
function forEachTerm(words, config, visit) {
  for (let first = 0; first < words.length; first++) {
    let term = words[first];
    visit(term);
    for (let next = first + 1; next < Math.min(words.length, first + config.ngrams); next++) {
      term += ' ' + words[next];
      visit(term);
    }
  }
}
