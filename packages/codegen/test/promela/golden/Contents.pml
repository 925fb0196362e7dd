/* Contents: every run of one case, no redelivery, entries and items with * or + at most twice. */
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

byte coming_Asked; /* Asked, from Client, still to come */
byte coming_Swept; /* Swept, from Desk, still to come */
byte coming_Swept2; /* Swept, from Desk, still to come */
byte coming_Desk_every1h; /* Desk.every1h, from Desk, still to come */
byte at_Desk_Asked_1; /* Asked with origin != Retry, not origin == Retry, on the way to Desk */
byte state_Desk_tries; /* tries of Desk */
byte at_Desk_Asked_2; /* Asked with not origin != Retry, origin == Retry, on the way to Desk */
byte at_Desk_Checked; /* Checked, on the way to Desk */
byte happened_Swept; /* how often Swept happened, counted up to 3 */
byte at_Desk_Tried; /* Tried, on the way to Desk */
bool state_Desk_open; /* open of Desk */
byte timer_Desk_Reminder; /* Reminder, put off by Desk */
byte held_Desk_end_Tried; /* Tried, held by Desk.end */
byte held_Desk_end_Checked; /* Checked, held by Desk.end */
byte happened_Done; /* how often Done happened, counted up to 3 */
byte at_Desk_Reminder; /* Reminder, on the way to Desk */
byte fired_Desk_limit; /* how often Desk.limit fired */
byte happened_Late; /* how often Late happened, counted up to 3 */

#define at_rest (coming_Asked == 0 && coming_Swept == 0 && coming_Swept2 == 0 && coming_Desk_every1h == 0 && at_Desk_Asked_1 == 0 && at_Desk_Asked_2 == 0 && at_Desk_Checked == 0 && at_Desk_Tried == 0 && timer_Desk_Reminder == 0 && held_Desk_end_Tried == 0 && held_Desk_end_Checked == 0 && at_Desk_Reminder == 0)

inline publish_Asked_1() {
  say("  Asked with origin != Retry, not origin == Retry\n");
  more(at_Desk_Asked_1);
}

inline publish_Asked_2() {
  say("  Asked with not origin != Retry, origin == Retry\n");
  more(at_Desk_Asked_2);
}

inline publish_Checked() {
  say("  Checked\n");
  more(at_Desk_Checked);
}

inline take_Desk_Asked_1() {
  if
  :: ((state_Desk_tries + 1) <= 0) -> state_Desk_tries = 0;
  :: ((state_Desk_tries + 1) >= 5 && (state_Desk_tries + 1) > 0) -> state_Desk_tries = 5;
  :: ((state_Desk_tries + 1) > 0 && (state_Desk_tries + 1) < 5) -> state_Desk_tries = (state_Desk_tries + 1);
  fi;
  publish_Asked_2();
  publish_Checked();
}

inline publish_Swept() {
  say("  Swept\n");
  happened_Swept = (happened_Swept < 3 -> happened_Swept + 1 : 3);
}

inline publish_Tried() {
  say("  Tried\n");
  more(at_Desk_Tried);
}

inline take_Desk_Asked_2() {
  if
  :: publish_Tried();
  :: state_Desk_open = 1;
     if
     :: skip;
     :: publish_Tried();
     fi;
  fi;
  publish_Checked();
}

inline publish_Done() {
  say("  Done\n");
  happened_Done = (happened_Done < 3 -> happened_Done + 1 : 3);
}

inline take_Desk_Tried() {
  more(timer_Desk_Reminder);
  if
  :: skip;
  :: publish_Checked();
  :: publish_Checked();
     publish_Checked();
  fi;
  publish_Checked();
  more(held_Desk_end_Tried);
  if
  :: held_Desk_end_Checked > 0 && held_Desk_end_Tried > 0 ->
     held_Desk_end_Checked--;
     held_Desk_end_Tried--;
     publish_Done();
  :: else -> skip;
  fi;
}

inline take_Desk_Checked() {
  more(held_Desk_end_Checked);
  if
  :: held_Desk_end_Checked > 0 && held_Desk_end_Tried > 0 ->
     held_Desk_end_Checked--;
     held_Desk_end_Tried--;
     publish_Done();
  :: else -> skip;
  fi;
}

inline publish_Late() {
  say("  Late\n");
  happened_Late = (happened_Late < 3 -> happened_Late + 1 : 3);
}

inline take_Desk_Reminder() {
  if
  :: fired_Desk_limit < 1 -> fired_Desk_limit++;
  :: else -> publish_Late();
  fi;
}

inline publish_Reminder() {
  say("  Reminder\n");
  more(at_Desk_Reminder);
}

active proctype choreography() {
  atomic {
    coming_Asked = 1;
    if
    :: coming_Swept = 0;
    :: coming_Swept = 1;
    fi;
    if
    :: coming_Swept2 = 0;
    :: coming_Swept2 = 1;
    fi;
    if
    :: coming_Desk_every1h = 0;
    :: coming_Desk_every1h = 1;
    :: coming_Desk_every1h = 2;
    fi;
  }
  do
  :: atomic {
       if

       /* Asked with origin != Retry, not origin == Retry comes from Client to Desk */
       :: coming_Asked > 0 ->
          say("Asked with origin != Retry, not origin == Retry comes from Client to Desk\n");
          coming_Asked--;
          publish_Asked_1();
          at_Desk_Asked_1--;
          take_Desk_Asked_1();

       /* Swept comes from Desk */
       :: coming_Swept > 0 ->
          say("Swept comes from Desk\n");
          coming_Swept--;
          publish_Swept();

       /* Swept comes from Desk */
       :: coming_Swept2 > 0 ->
          say("Swept comes from Desk\n");
          coming_Swept2--;
          publish_Swept();

       /* Desk.every1h is due */
       :: coming_Desk_every1h > 0 ->
          say("Desk.every1h is due\n");
          coming_Desk_every1h--;
          publish_Swept();

       /* Desk takes Asked with origin != Retry, not origin == Retry */
       :: at_Desk_Asked_1 > 0 ->
          say("Desk takes Asked with origin != Retry, not origin == Retry\n");
          at_Desk_Asked_1--;
          take_Desk_Asked_1();

       /* Desk takes Asked with not origin != Retry, origin == Retry */
       :: at_Desk_Asked_2 > 0 ->
          say("Desk takes Asked with not origin != Retry, origin == Retry\n");
          at_Desk_Asked_2--;
          take_Desk_Asked_2();

       /* Desk takes Tried */
       :: at_Desk_Tried > 0 ->
          say("Desk takes Tried\n");
          at_Desk_Tried--;
          take_Desk_Tried();

       /* Desk takes Checked */
       :: at_Desk_Checked > 0 ->
          say("Desk takes Checked\n");
          at_Desk_Checked--;
          take_Desk_Checked();

       /* Desk takes Reminder */
       :: at_Desk_Reminder > 0 ->
          say("Desk takes Reminder\n");
          at_Desk_Reminder--;
          take_Desk_Reminder();

       /* Desk: time is up for Reminder */
       :: timer_Desk_Reminder > 0 ->
          say("Desk: time is up for Reminder\n");
          timer_Desk_Reminder--;
          publish_Reminder();

       /* Desk.end gives up waiting */
       :: held_Desk_end_Checked + held_Desk_end_Tried > 0 ->
          say("Desk.end gives up waiting\n");
          held_Desk_end_Checked = 0;
          held_Desk_end_Tried = 0;
          publish_Late();

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: Done %d, Late %d, Swept %d\n", happened_Done, happened_Late, happened_Swept);
    if
    :: (happened_Done > 0 || happened_Late > 0 || happened_Swept > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}
