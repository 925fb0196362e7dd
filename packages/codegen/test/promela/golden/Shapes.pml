/* Shapes: every run of one case, no redelivery, entries and items with * or + at most twice. */
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

byte coming_Start; /* Start, from User, still to come */
byte at_A_Start; /* Start, on the way to A */
byte at_W_Start; /* Start, on the way to W */
byte at_B_Ping; /* Ping, on the way to B */
byte at_C_X; /* X, on the way to C */
byte at_C_Y; /* Y, on the way to C */
byte at_W_Item; /* Item, on the way to W */
byte at_A_Pong; /* Pong, on the way to A */
byte held_C_onXAndY_X; /* X, held by C.onXAndY */
byte held_C_onXAndY_Y; /* Y, held by C.onXAndY */
byte happened_Done; /* how often Done happened, counted up to 3 */

#define at_rest (coming_Start == 0 && at_A_Start == 0 && at_W_Start == 0 && at_B_Ping == 0 && at_C_X == 0 && at_C_Y == 0 && at_W_Item == 0 && at_A_Pong == 0)

inline publish_Start() {
  say("  Start\n");
  more(at_A_Start);
  more(at_W_Start);
}

inline publish_Ping() {
  say("  Ping\n");
  more(at_B_Ping);
}

inline publish_X() {
  say("  X\n");
  more(at_C_X);
}

inline publish_Y() {
  say("  Y\n");
  more(at_C_Y);
}

inline take_A_Start() {
  publish_Ping();
  if
  :: publish_X();
  :: publish_Y();
  fi;
}

inline publish_Item() {
  say("  Item\n");
  more(at_W_Item);
}

inline take_W_Start() {
  publish_Item();
  publish_Item();
}

inline take_A_Pong() {
  publish_Ping();
}

inline publish_Pong() {
  say("  Pong\n");
  more(at_A_Pong);
}

inline take_B_Ping() {
  publish_Pong();
}

inline publish_Done() {
  say("  Done\n");
  happened_Done = (happened_Done < 3 -> happened_Done + 1 : 3);
}

inline take_C_X() {
  more(held_C_onXAndY_X);
  if
  :: held_C_onXAndY_X > 0 && held_C_onXAndY_Y > 0 ->
     held_C_onXAndY_X--;
     held_C_onXAndY_Y--;
     publish_Done();
  :: else -> skip;
  fi;
}

inline take_C_Y() {
  more(held_C_onXAndY_Y);
  if
  :: held_C_onXAndY_X > 0 && held_C_onXAndY_Y > 0 ->
     held_C_onXAndY_X--;
     held_C_onXAndY_Y--;
     publish_Done();
  :: else -> skip;
  fi;
}

inline take_W_Item() {
  publish_Item();
  publish_Item();
}

active proctype choreography() {
  atomic {
    coming_Start = 1;
  }
  do
  :: atomic {
       if

       /* Start comes from User to A */
       :: coming_Start > 0 ->
          say("Start comes from User to A\n");
          coming_Start--;
          publish_Start();
          at_A_Start--;
          take_A_Start();

       /* Start comes from User to W */
       :: coming_Start > 0 ->
          say("Start comes from User to W\n");
          coming_Start--;
          publish_Start();
          at_W_Start--;
          take_W_Start();

       /* A takes Start */
       :: at_A_Start > 0 ->
          say("A takes Start\n");
          at_A_Start--;
          take_A_Start();

       /* A takes Pong */
       :: at_A_Pong > 0 ->
          say("A takes Pong\n");
          at_A_Pong--;
          take_A_Pong();

       /* B takes Ping */
       :: at_B_Ping > 0 ->
          say("B takes Ping\n");
          at_B_Ping--;
          take_B_Ping();

       /* C takes X */
       :: at_C_X > 0 ->
          say("C takes X\n");
          at_C_X--;
          take_C_X();

       /* C takes Y */
       :: at_C_Y > 0 ->
          say("C takes Y\n");
          at_C_Y--;
          take_C_Y();

       /* W takes Start */
       :: at_W_Start > 0 ->
          say("W takes Start\n");
          at_W_Start--;
          take_W_Start();

       /* W takes Item */
       :: at_W_Item > 0 ->
          say("W takes Item\n");
          at_W_Item--;
          take_W_Item();

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: Done %d\n", happened_Done);
    if
    :: (happened_Done > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}
