/** Rhymes of Vietnamese without tone marks (quality marks kept), as they are written. */
const RHYMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ' +
    'ê êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao ' +
    'oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uyp ' +
    'ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ơng y yêm yên yêng yêt yêu ynh yt yu ych yp'
  ).split(' '),
);
const INITIAL = /^(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?(.+)$/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Lists repeat their words: each is looked at once. */
const SEEN = new Map<string, boolean>();
const MAX_SEEN = 20_000;

/** True for one syllable that could be Vietnamese, in any case and with the old or new place of its tone mark. */
export function isSyllable(word: string): boolean {
  let known = SEEN.get(word);
  if (known === undefined) {
    known = looksLikeSyllable(word);
    if (SEEN.size >= MAX_SEEN) SEEN.clear();
    SEEN.set(word, known);
  }
  return known;
}

function looksLikeSyllable(word: string): boolean {
  // a capital inside a word is the sign of a byte that means something else
  if (/\p{Ll}\p{Lu}/u.test(word)) return false;
  const plain = word.toLowerCase().normalize('NFD');
  const tones = plain.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = plain.replace(TONES, '').normalize('NFC');
  if (RHYMES.has(bare)) return true;
  const [, initial = '', rhyme = ''] = INITIAL.exec(bare) ?? [];
  return initial !== '' && (RHYMES.has(rhyme) || (initial === 'gi' && RHYMES.has(`i${rhyme}`)));
}
