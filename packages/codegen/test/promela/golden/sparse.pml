/* sparse: every run of one case, no redelivery, entries and items with * or + at most twice. */
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


#define at_rest (1)

active proctype choreography() {
  do
  :: atomic {
       if

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest:\n");
    skip;
  }
}
