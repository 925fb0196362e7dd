/* Answers: every run of one case, no redelivery, entries and items with * or + at most twice. */
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

byte coming_OrderPlaced; /* OrderPlaced, from Customer, still to come */
byte happened_OrderPlaced; /* how often OrderPlaced happened, counted up to 1 */
byte coming_OrderWithdrawn; /* OrderWithdrawn, from Customer, still to come */
byte happened_PaymentConfirmed; /* how often PaymentConfirmed happened, counted up to 1 */
byte coming_Packed; /* Packed, from Staff, still to come */
byte happened_PaymentRequested; /* how often PaymentRequested happened, counted up to 1 */
byte coming_PaymentConfirmed; /* PaymentConfirmed, from Bank, still to come */
byte happened_Packed; /* how often Packed happened, counted up to 1 */
byte coming_Parcel; /* Parcel, from Shop, still to come */
byte at_Shop_OrderPlaced; /* OrderPlaced, on the way to Shop */
byte at_Shop_OrderWithdrawn; /* OrderWithdrawn, on the way to Shop */
byte at_Shop_Packed; /* Packed, on the way to Shop */
byte at_Shop_PaymentConfirmed; /* PaymentConfirmed, on the way to Shop */
byte at_Shop_Parcel; /* Parcel, on the way to Shop */
byte timer_Shop_Reminded; /* Reminded, put off by Shop */
bool state_Shop_paid; /* paid of Shop */
byte happened_Shipped; /* how often Shipped happened, counted up to 3 */
byte happened_Reminded; /* how often Reminded happened, counted up to 3 */

#define at_rest (coming_OrderPlaced == 0 && (coming_OrderWithdrawn > 0 && (happened_OrderPlaced > 0)) == 0 && (coming_Packed > 0 && (happened_OrderPlaced > 0 || happened_PaymentConfirmed > 0)) == 0 && (coming_PaymentConfirmed > 0 && (happened_PaymentRequested > 0)) == 0 && (coming_Parcel > 0 && (happened_Packed > 0)) == 0 && at_Shop_OrderPlaced == 0 && at_Shop_OrderWithdrawn == 0 && at_Shop_Packed == 0 && at_Shop_PaymentConfirmed == 0 && at_Shop_Parcel == 0 && timer_Shop_Reminded == 0)

inline publish_OrderPlaced() {
  say("  OrderPlaced\n");
  happened_OrderPlaced = (happened_OrderPlaced < 1 -> happened_OrderPlaced + 1 : 1);
  more(at_Shop_OrderPlaced);
}

inline publish_OrderWithdrawn() {
  say("  OrderWithdrawn\n");
  more(at_Shop_OrderWithdrawn);
}

inline publish_Packed() {
  say("  Packed\n");
  happened_Packed = (happened_Packed < 1 -> happened_Packed + 1 : 1);
  more(at_Shop_Packed);
}

inline publish_PaymentConfirmed() {
  say("  PaymentConfirmed\n");
  happened_PaymentConfirmed = (happened_PaymentConfirmed < 1 -> happened_PaymentConfirmed + 1 : 1);
  more(at_Shop_PaymentConfirmed);
}

inline publish_Parcel() {
  say("  Parcel\n");
  more(at_Shop_Parcel);
}

inline publish_PaymentRequested() {
  say("  PaymentRequested\n");
  happened_PaymentRequested = (happened_PaymentRequested < 1 -> happened_PaymentRequested + 1 : 1);
}

inline take_Shop_OrderPlaced() {
  more(timer_Shop_Reminded);
  publish_PaymentRequested();
}

inline take_Shop_PaymentConfirmed() {
  state_Shop_paid = 1;
  timer_Shop_Reminded = 0;
}

inline publish_Shipped() {
  say("  Shipped\n");
  happened_Shipped = (happened_Shipped < 3 -> happened_Shipped + 1 : 3);
}

inline take_Shop_Packed() {
  if
  :: state_Shop_paid -> publish_Shipped();
  :: else -> skip;
  fi;
}

inline publish_Reminded() {
  say("  Reminded\n");
  happened_Reminded = (happened_Reminded < 3 -> happened_Reminded + 1 : 3);
}

active proctype choreography() {
  atomic {
    coming_OrderPlaced = 1;
    coming_Packed = 1;
    coming_PaymentConfirmed = 1;
    if
    :: coming_OrderWithdrawn = 0;
    :: coming_OrderWithdrawn = 1;
    fi;
    if
    :: coming_Parcel = 0;
    :: coming_Parcel = 1;
    fi;
  }
  do
  :: atomic {
       if

       /* OrderPlaced comes from Customer */
       :: coming_OrderPlaced > 0 ->
          say("OrderPlaced comes from Customer\n");
          coming_OrderPlaced--;
          publish_OrderPlaced();

       /* OrderWithdrawn comes from Customer to Shop */
       :: coming_OrderWithdrawn > 0 && (happened_OrderPlaced > 0) ->
          say("OrderWithdrawn comes from Customer to Shop\n");
          coming_OrderWithdrawn--;
          publish_OrderWithdrawn();
          at_Shop_OrderWithdrawn--;

       /* Packed comes from Staff */
       :: coming_Packed > 0 && (happened_OrderPlaced > 0 || happened_PaymentConfirmed > 0) ->
          say("Packed comes from Staff\n");
          coming_Packed--;
          publish_Packed();

       /* PaymentConfirmed comes from Bank */
       :: coming_PaymentConfirmed > 0 && (happened_PaymentRequested > 0) ->
          say("PaymentConfirmed comes from Bank\n");
          coming_PaymentConfirmed--;
          publish_PaymentConfirmed();

       /* Parcel comes from Shop to Shop */
       :: coming_Parcel > 0 && (happened_Packed > 0) ->
          say("Parcel comes from Shop to Shop\n");
          coming_Parcel--;
          publish_Parcel();
          at_Shop_Parcel--;

       /* Shop takes OrderPlaced */
       :: at_Shop_OrderPlaced > 0 ->
          say("Shop takes OrderPlaced\n");
          at_Shop_OrderPlaced--;
          take_Shop_OrderPlaced();

       /* Shop takes OrderWithdrawn */
       :: at_Shop_OrderWithdrawn > 0 ->
          say("Shop takes OrderWithdrawn\n");
          at_Shop_OrderWithdrawn--;

       /* Shop takes PaymentConfirmed */
       :: at_Shop_PaymentConfirmed > 0 ->
          say("Shop takes PaymentConfirmed\n");
          at_Shop_PaymentConfirmed--;
          take_Shop_PaymentConfirmed();

       /* Shop takes Packed */
       :: at_Shop_Packed > 0 ->
          say("Shop takes Packed\n");
          at_Shop_Packed--;
          take_Shop_Packed();

       /* Shop takes Parcel */
       :: at_Shop_Parcel > 0 ->
          say("Shop takes Parcel\n");
          at_Shop_Parcel--;

       /* Shop: time is up for Reminded */
       :: timer_Shop_Reminded > 0 ->
          say("Shop: time is up for Reminded\n");
          timer_Shop_Reminded--;
          publish_Reminded();

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: Shipped %d, Reminded %d\n", happened_Shipped, happened_Reminded);
    if
    :: (happened_Shipped > 0 || happened_Reminded > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}
