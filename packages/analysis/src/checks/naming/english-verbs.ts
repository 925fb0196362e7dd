/** The English that names of messages are made of: requests, their past forms, and what is neither. */

/** Verbs that are hardly ever nouns. An irregular past participle follows after `:`. */
const plain = `
  abort accept acknowledge acquire activate add adjust allocate allow announce apply approve arrange assign attach
  authenticate authorise authorize begin:begun calculate cancel:cancelled compensate compute configure confirm connect
  convert create deactivate decrement decrypt deduct define delete deliver deny:denied deploy detach determine
  disable discard disconnect dismiss downgrade enable encrypt enqueue enroll:enrolled ensure escalate evaluate execute
  expire extend fetch find:found finalise finalize fulfil:fulfilled fulfill generate get:got identify:identified inform
  initialise initialize initiate insert install instruct invalidate invite join make:made modify:modified notify:notified
  obtain onboard prepare provide publish receive reconcile recalculate redeem reduce register reject remove
  rename renew replace reschedule resolve restore retrieve revoke save select send:sent submit:submitted
  subscribe suspend terminate unassign unblock undo:undone uninstall unlock unregister unsubscribe validate verify:verified
  withdraw:withdrawn`;

/** Verbs that are nouns or adjectives as well: a request only before something that can be its object (`things`). */
const ambiguous = `
  archive assess block bring:brought buy:bought decline book bill:billed capture charge check clear close collect complete decrease destroy
  disburse dispatch distribute edit exclude export freeze:frozen give:given grant handle hold:held import increase inspect issue
  launch load lock mark merge migrate move open pack pause pay:paid pick place post print process raise reassign recover refresh refund
  reissue release reload remind repay:repaid reprocess request resend:resent reserve reset:reset restock resume retire retry:retried revert schedule
  settle ship:shipped sign start stop:stopped sync take:taken transfer:transferred transmit:transmitted trigger unfreeze:unfrozen update
  upgrade upload void`;

const things = `
  account address amount application appointment balance basket booking bicycle bike buyer car card cart claim
  client contract coupon courier customer delivery deposit device discount document driver email employee fee file flight fund
  funds goods hotel inventory invoice item job letter loan mail material meal member membership money
  newsletter notification offer order package parcel passenger password patient payment policy product profile
  receipt refund report reservation ride robot room seat seller session shipment sms stock student subscription supplier
  table task taxi ticket timer trip user vehicle voucher warehouse`;

/** Nouns, although their words could form a request. */
const compounds = `
  buy-order capture-device grant-amount grant-application grant-fund grant-funds pick-order pick-ticket release-order
  transfer-order`;

/** Last words of noun phrases that describe an event or a state, whatever the first word is. */
const outcomes = `
  absent active alert available busy completion conflict done due empty ended error exception expiry fact failure full
  idle inactive incomplete invalid late live missing offline ok online overdue pending problem ready request required
  response result running successful success timeout unavailable unreachable valid warning`;

/** `SignUp`, `AddOn`: a noun of two words. */
const particles = `away back down in off on out over through up`;

/** Participles and past tenses that do not end in `-ed`. */
const irregular = `
  arisen ate awoken became become been began begun bent bid bitten blown born borne bought bound bred broken broke brought
  broadcast built burnt burst came cast caught chosen chose come cost crept cut dealt done drawn drew driven drove eaten fallen fed fell felt
  flew flown forbidden forgotten fought found froze frozen gave given gone got gotten grew grown heard held hid hidden hit hurt kept knew
  known laid led left lent let lit lost made meant met mistaken overdrawn overridden overtaken paid put quit ran rang read rebuilt
  redone repaid resent reset ridden risen rose rung sank said sat seen sent set shaken shook shot shown shut slept sold sought spent split
  spoken spread stole stolen stood struck stuck sunk sworn taken taught thought threw thrown told took torn undergone
  understood undertaken undone unpaid unsold upset went withdrawn withdrew withheld woken won worn written wrote overpaid underpaid prepaid`;

/** Those that have the same form in a request, or are another word there. */
const alsoPresent = `become bid bound broadcast burst cast come cost cut done fed found hit hurt led left let lit put quit read
  reset set shot shut split spread struck thought upset won made meant`;

/** Words that end in `-ed` and are no participles. */
const noParticiples = `bed bleed breed creed deed embed exceed feed greed hundred indeed kindred led need newsfeed
  proceed red reed sacred seed shed shred sled speed steed succeed wed weed`;

/** Prepositions, before which the object of a verb ends: `EmailSentToCustomer`. */
const prepositions = `after as at because before by due during for from into of on per to upon via when while with without`;

/** Plain verbs that are nouns at the end of a name: `CashRegister`, `TeamInvite`. */
const nounAtEnd = `abort disconnect expire find get insert invite join make register reject reschedule save select`;

/** Verbs that are nouns as well, but hardly ever after their object: `StockReserve`. */
const orderedAtEnd = `collect pay reserve ship`;

/** Names of such words that are nouns nevertheless. */
const compoundsAtEnd = `
  claim-reserve driver-pay fund-reserve funds-reserve loan-reserve money-reserve passenger-ship policy-reserve`;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

interface Verb {
  readonly base: string;
  readonly past: string;
  readonly isPlain: boolean;
}

const verbs = new Map<string, Verb>();
const byPast = new Map<string, Verb>();
for (const [text, isPlain] of [
  [plain, true],
  [ambiguous, false],
] as const) {
  for (const entry of wordsOf(text)) {
    const [base = '', past = regularPast(base)] = entry.split(':');
    if (verbs.has(base)) continue;
    const verb = { base, past, isPlain };
    verbs.set(base, verb);
    byPast.set(past, verb);
  }
}
const thingWords = wordsOf(things);
const compoundWords = wordsOf(compounds);
const outcomeWords = wordsOf(outcomes);
const particleWords = wordsOf(particles);
const nounAtEndWords = wordsOf(nounAtEnd);
const orderedAtEndWords = wordsOf(orderedAtEnd);
const compoundAtEndWords = wordsOf(compoundsAtEnd);
const irregularWords = wordsOf(irregular);
const alsoPresentWords = wordsOf(alsoPresent);
const noParticipleWords = wordsOf(noParticiples);
const prepositionWords = wordsOf(prepositions);

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

export function verbOf(word: string): Verb | undefined {
  return verbs.get(word);
}

/** The verb of which this is the past participle; spellings with one `l` count too. */
export function verbOfPast(word: string): Verb | undefined {
  return byPast.get(word) ?? byPast.get(word.replace(/([aeiou])led$/, '$1lled'));
}

export function isCompound(first: string, last: string): boolean {
  return compoundWords.has(`${first}-${last}`);
}

/** Whether a word can be the object of a request, in the singular or plural. */
export function isThing(word: string): boolean {
  return thingWords.has(word) || thingWords.has(word.replace(/ies$/, 'y')) || thingWords.has(word.replace(/s$/, ''));
}

/** Whether a verb at the end of a name, after its object, is no noun: `OrderCreate`. */
export function isVerbAtEnd(word: string, thing: string): boolean {
  if (!isThing(thing)) return false;
  if (orderedAtEndWords.has(word)) return !compoundAtEndWords.has(`${thing}-${word}`);
  return (verbs.get(word)?.isPlain ?? false) && !nounAtEndWords.has(word);
}

export function isOutcome(word: string): boolean {
  return outcomeWords.has(word);
}

export function isParticle(word: string): boolean {
  return particleWords.has(word);
}

export function isPreposition(word: string): boolean {
  return prepositionWords.has(word);
}

/** Whether the form of a word looks like a past participle or past tense. */
export function isPast(word: string): boolean {
  return irregularWords.has(word) || (/[a-z]ed$/.test(word) && word.length > 3 && !noParticipleWords.has(word));
}

/** Whether a word can only be a past form. */
export function isOnlyPast(word: string): boolean {
  return isPast(word) && !alsoPresentWords.has(word);
}

/** Whether a word begins a request, because it is known or by its form: `Anonymise`, `Replicate`, `Rectify`. */
export function mayRequest(word: string): boolean {
  return verbs.has(word) || moreRequests.has(word) || /[a-z]{3}(?:ate|i[sz]e|ify)$/.test(word);
}

/** More words that can begin a request. None of them is a noun as well. */
const moreRequests = wordsOf(`
  ask alert allow answer append assemble assess attempt audit back ban bind boost bring build buy call capture
  change choose clean clone commit compare compile copy count credit cut deal decide decode decrease demote describe destroy disburse display distribute
  divide do download draw drop edit emit encode end enforce enter exchange exclude explain expose fail filter finish fix flag
  flush follow force forget forward free freeze fund give go grant grow hand help hide ignore improve include
  increase increment index inspect keep kick kill leave let level limit link list listen log look
  lose lower manage map match measure merge migrate monitor mount mute name open pass patch perform ping
  plan play poll pop preserve prevent promote propose protect prove pull purge push put query queue quit
  raise read reassign rebuild recover redirect redo refer reissue reload rely remind repair repay repeat reply
  reprocess require resend rest restart restock retire reuse revert review rewrite ring rollback rotate route run
  scale scan search seal see serve set settle share shift show shut skip sort split spread stage subtract summarize support swap switch
  tag take tell test tick touch track train transform translate transmit treat try turn undelete unfreeze unhold unlink unpublish use
  view void wait wake warn watch withhold work wrap write`);
