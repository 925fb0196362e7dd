/* Retries: every run of one case, no redelivery, entries and items with * or + at most twice. */
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

mtype = { TOKEN_Answered, TOKEN_Withdrawn };

byte coming_Asked; /* Asked, from Caller, still to come */
byte coming_Withdrawn; /* Withdrawn, from Caller, still to come */
byte at_Expert_Asked; /* Asked, on the way to Expert */
byte at_Desk_Asked; /* Asked, on the way to Desk */
chan desk_to_Desk = [8] of { mtype }; /* on the way over desk to Desk, in order */
bool state_Desk_open; /* open of Desk */
byte at_Archive_Closed; /* Closed, on the way to Archive */
byte happened_Closed; /* how often Closed happened, counted up to 3 */
byte at_Archive_Parked; /* Parked, on the way to Archive */
byte happened_Parked; /* how often Parked happened, counted up to 3 */
byte at_Archive_Forgotten; /* Forgotten, on the way to Archive */
byte happened_Forgotten; /* how often Forgotten happened, counted up to 3 */
byte state_Archive_closed; /* closed of Archive */

#define at_rest (coming_Asked == 0 && coming_Withdrawn == 0 && at_Expert_Asked == 0 && at_Desk_Asked == 0 && len(desk_to_Desk) == 0 && at_Archive_Closed == 0 && (at_Archive_Parked == 0 || at_Archive_Parked > 0 && (!((state_Archive_closed > 0)))) && (at_Archive_Forgotten == 0 || at_Archive_Forgotten > 0 && (!((state_Archive_closed > 0)))))

inline publish_Asked() {
  say("  Asked\n");
  more(at_Expert_Asked);
  more(at_Desk_Asked);
}

inline publish_Answered() {
  say("  Answered\n");
  assert(nfull(desk_to_Desk));
  desk_to_Desk!TOKEN_Answered;
}

inline take_Expert_Asked() {
  publish_Answered();
}

inline take_Desk_Asked() {
  state_Desk_open = 1;
}

inline publish_Withdrawn() {
  say("  Withdrawn\n");
  assert(nfull(desk_to_Desk));
  desk_to_Desk!TOKEN_Withdrawn;
}

inline publish_Closed() {
  say("  Closed\n");
  happened_Closed = (happened_Closed < 3 -> happened_Closed + 1 : 3);
  more(at_Archive_Closed);
}

inline publish_Parked() {
  say("  Parked\n");
  happened_Parked = (happened_Parked < 3 -> happened_Parked + 1 : 3);
  more(at_Archive_Parked);
}

inline publish_Forgotten() {
  say("  Forgotten\n");
  happened_Forgotten = (happened_Forgotten < 3 -> happened_Forgotten + 1 : 3);
  more(at_Archive_Forgotten);
}

inline take_Desk_Answered() {
  if
  :: state_Desk_open ->
     if
     :: state_Desk_open ->
        state_Desk_open = 0;
        publish_Closed();
     :: else -> skip;
     fi;
  :: else ->
     if
     :: !(state_Desk_open) ->
        if
        :: publish_Parked();
        :: publish_Forgotten();
        fi;
     :: else -> skip;
     fi;
  fi;
}

inline take_Desk_Withdrawn() {
  if
  :: state_Desk_open ->
     if
     :: state_Desk_open ->
        if
        :: state_Desk_open ->
           state_Desk_open = 0;
           publish_Forgotten();
        :: else -> skip;
        fi;
     :: else -> skip;
     fi;
  :: else ->
     if
     :: !(state_Desk_open) -> skip;
     :: else -> skip;
     fi;
  fi;
}

inline take_Archive_Closed() {
  if
  :: ((state_Archive_closed + 1) <= 0) -> state_Archive_closed = 0;
  :: ((state_Archive_closed + 1) >= 2 && (state_Archive_closed + 1) > 0) -> state_Archive_closed = 2;
  :: ((state_Archive_closed + 1) > 0 && (state_Archive_closed + 1) < 2) -> state_Archive_closed = (state_Archive_closed + 1);
  fi;
}

inline take_Archive_Parked() {
  if
  :: (state_Archive_closed > 0) ->
     if
     :: (state_Archive_closed > 0) ->
        if
        :: (state_Archive_closed > 0) -> skip;
        :: else -> skip;
        fi;
     :: else -> skip;
     fi;
  :: else -> skip;
  fi;
}

inline take_Archive_Forgotten() {
  if
  :: (state_Archive_closed > 0) ->
     if
     :: (state_Archive_closed > 0) -> skip;
     :: else -> skip;
     fi;
  :: else -> skip;
  fi;
}

active proctype choreography() {
  atomic {
    coming_Asked = 1;
    if
    :: coming_Withdrawn = 0;
    :: coming_Withdrawn = 1;
    fi;
  }
  do
  :: atomic {
       if

       /* Asked comes from Caller to Expert */
       :: coming_Asked > 0 ->
          say("Asked comes from Caller to Expert\n");
          coming_Asked--;
          publish_Asked();
          at_Expert_Asked--;
          take_Expert_Asked();

       /* Asked comes from Caller to Desk */
       :: coming_Asked > 0 ->
          say("Asked comes from Caller to Desk\n");
          coming_Asked--;
          publish_Asked();
          at_Desk_Asked--;
          take_Desk_Asked();

       /* Withdrawn comes from Caller */
       :: coming_Withdrawn > 0 ->
          say("Withdrawn comes from Caller\n");
          coming_Withdrawn--;
          publish_Withdrawn();

       /* Expert takes Asked */
       :: at_Expert_Asked > 0 ->
          say("Expert takes Asked\n");
          at_Expert_Asked--;
          take_Expert_Asked();

       /* Desk takes Asked */
       :: at_Desk_Asked > 0 ->
          say("Desk takes Asked\n");
          at_Desk_Asked--;
          take_Desk_Asked();

       /* Desk takes Answered */
       :: desk_to_Desk?[TOKEN_Answered] ->
          say("Desk takes Answered\n");
          desk_to_Desk?TOKEN_Answered;
          take_Desk_Answered();

       /* Desk takes Withdrawn */
       :: desk_to_Desk?[TOKEN_Withdrawn] ->
          say("Desk takes Withdrawn\n");
          desk_to_Desk?TOKEN_Withdrawn;
          take_Desk_Withdrawn();

       /* Archive takes Closed */
       :: at_Archive_Closed > 0 ->
          say("Archive takes Closed\n");
          at_Archive_Closed--;
          take_Archive_Closed();

       /* Archive takes Parked */
       :: at_Archive_Parked > 0 && !(!((state_Archive_closed > 0))) ->
          say("Archive takes Parked\n");
          at_Archive_Parked--;
          take_Archive_Parked();

       /* Archive takes Forgotten */
       :: at_Archive_Forgotten > 0 && !(!((state_Archive_closed > 0))) ->
          say("Archive takes Forgotten\n");
          at_Archive_Forgotten--;
          take_Archive_Forgotten();

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: Closed %d, Parked %d, Forgotten %d\n", happened_Closed, happened_Parked, happened_Forgotten);
    if
    :: (at_Archive_Parked > 0 || at_Archive_Forgotten > 0) -> goto stuck;
    :: else -> skip;
    fi;
    if
    :: (happened_Closed > 0 || happened_Parked > 0 || happened_Forgotten > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  stuck: false; /* not a valid end: nothing takes what is left */
  incomplete: false; /* not a valid end */
  ended: skip;
}
