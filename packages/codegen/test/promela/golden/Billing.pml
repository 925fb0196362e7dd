/* Billing: every run of one case, no redelivery, entries and items with * or + at most twice. */
/* An invalid end state: a run came to rest, and nothing left the choreography. */
/* A violated assertion: a sentence of a property, or more messages waiting than MOST. */

#ifndef MOST
#define MOST 20 /* of one message for one service, at once */
#endif
#ifdef QUIET
#define say(what) skip
#else
#define say(what) printf(what)
#endif
#define more(count) assert(count < MOST); count++

byte coming_Invoiced; /* Invoiced, from Office, still to come */
byte coming_Matched; /* Matched, from Office, still to come */
byte at_Mail_Invoiced; /* Invoiced, on the way to Mail */
byte happened_Invoiced; /* how often Invoiced happened, counted up to 3 */
byte at_Mail_Matched; /* Matched, on the way to Mail */

#define at_rest (coming_Invoiced == 0 && coming_Matched == 0 && at_Mail_Invoiced == 0 && at_Mail_Matched == 0)

inline publish_Invoiced() {
  say("  Invoiced\n");
  happened_Invoiced = (happened_Invoiced < 3 -> happened_Invoiced + 1 : 3);
  more(at_Mail_Invoiced);
}

inline publish_Matched() {
  say("  Matched\n");
  more(at_Mail_Matched);
}

active proctype choreography() {
  atomic {
    coming_Invoiced = 1;
    if
    :: coming_Matched = 0;
    :: coming_Matched = 1;
    fi;
  }
  do
  :: atomic {
       if

       /* Invoiced comes from Office to Mail */
       :: coming_Invoiced > 0 ->
          say("Invoiced comes from Office to Mail\n");
          coming_Invoiced--;
          publish_Invoiced();
          at_Mail_Invoiced--;

       /* Matched comes from Office to Mail */
       :: coming_Matched > 0 ->
          say("Matched comes from Office to Mail\n");
          coming_Matched--;
          publish_Matched();
          at_Mail_Matched--;

       /* Mail takes Invoiced */
       :: at_Mail_Invoiced > 0 ->
          say("Mail takes Invoiced\n");
          at_Mail_Invoiced--;

       /* Mail takes Matched */
       :: at_Mail_Matched > 0 ->
          say("Mail takes Matched\n");
          at_Mail_Matched--;

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: Invoiced %d\n", happened_Invoiced);
    if
    :: (happened_Invoiced > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}
