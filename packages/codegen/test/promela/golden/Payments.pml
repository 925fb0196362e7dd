/* Payments: every run of one case, no redelivery, entries and items with * or + at most twice. */
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

byte coming_CartFilled; /* CartFilled, from Shopper, still to come */
byte coming_OrderOpened; /* OrderOpened, from Shopper, still to come */
byte coming_CustomerApproved; /* CustomerApproved, from Shopper, still to come */
byte coming_Blocked; /* Blocked, from Shopper, still to come */
byte coming_ReceiptViewed; /* ReceiptViewed, from Shopper, still to come */
byte coming_ShopClosed; /* ShopClosed, from Shopper, still to come */
byte coming_Desk_every1h; /* Desk.every1h, from Desk, still to come */
byte at_Orders_CartFilled; /* CartFilled, on the way to Orders */
byte state_Orders_phase; /* phase of Orders: 0 none, 1 placed, 2 paid */
byte timer_Orders_PaymentLate; /* PaymentLate, put off by Orders */
byte at_Desk_OrderPlaced; /* OrderPlaced, on the way to Desk */
byte at_Provider_PaymentRequested; /* PaymentRequested, on the way to Provider */
bool link_Orders_intentId; /* whether intentId leads to the instance of Orders */
byte at_Shipping_OrderOpened; /* OrderOpened, on the way to Shipping */
bool link_Shipping_customerId; /* whether customerId leads to the instance of Shipping */
bool state_Shipping_blocked; /* blocked of Shipping */
byte held_Shipping_ship_OrderOpened; /* OrderOpened, held by Shipping.ship */
byte held_Shipping_ship_CustomerApproved; /* CustomerApproved, held by Shipping.ship */
byte happened_Shipped; /* how often Shipped happened, counted up to 3 */
byte at_Shipping_CustomerApproved; /* CustomerApproved, on the way to Shipping */
byte at_Shipping_Blocked; /* Blocked, on the way to Shipping */
byte at_Orders_ReceiptViewed; /* ReceiptViewed, on the way to Orders */
byte at_Desk_ShopClosed; /* ShopClosed, on the way to Desk */
bool state_Desk_isOpen = 1; /* isOpen of Desk */
byte timer_Desk_Nudge; /* Nudge, put off by Desk */
byte happened_Counted; /* how often Counted happened, counted up to 3 */
byte at_Orders_MoneyReceived; /* MoneyReceived, on the way to Orders */
byte happened_OrderPaid; /* how often OrderPaid happened, counted up to 3 */
byte happened_PaymentLate; /* how often PaymentLate happened, counted up to 3 */
byte happened_Abandoned; /* how often Abandoned happened, counted up to 3 */
short state_Desk_orders; /* orders of Desk */
byte at_Desk_Nudge; /* Nudge, on the way to Desk */

#define at_rest (coming_CartFilled == 0 && coming_OrderOpened == 0 && coming_CustomerApproved == 0 && coming_Blocked == 0 && coming_ReceiptViewed == 0 && coming_ShopClosed == 0 && coming_Desk_every1h == 0 && at_Orders_CartFilled == 0 && timer_Orders_PaymentLate == 0 && at_Desk_OrderPlaced == 0 && at_Provider_PaymentRequested == 0 && at_Shipping_OrderOpened == 0 && held_Shipping_ship_OrderOpened == 0 && held_Shipping_ship_CustomerApproved == 0 && at_Shipping_CustomerApproved == 0 && at_Shipping_Blocked == 0 && at_Orders_ReceiptViewed == 0 && at_Desk_ShopClosed == 0 && timer_Desk_Nudge == 0 && at_Orders_MoneyReceived == 0 && at_Desk_Nudge == 0)

inline publish_CartFilled() {
  say("  CartFilled\n");
  more(at_Orders_CartFilled);
}

inline publish_OrderPlaced() {
  say("  OrderPlaced\n");
  more(at_Desk_OrderPlaced);
}

inline publish_PaymentRequested() {
  say("  PaymentRequested\n");
  more(at_Provider_PaymentRequested);
}

inline take_Orders_CartFilled() {
  state_Orders_phase = 1;
  more(timer_Orders_PaymentLate);
  publish_OrderPlaced();
  publish_PaymentRequested();
  link_Orders_intentId = 1;
}

inline publish_OrderOpened() {
  say("  OrderOpened\n");
  more(at_Shipping_OrderOpened);
}

inline publish_Shipped() {
  say("  Shipped\n");
  happened_Shipped = (happened_Shipped < 3 -> happened_Shipped + 1 : 3);
}

inline take_Shipping_OrderOpened() {
  if
  :: !(state_Shipping_blocked) ->
     more(held_Shipping_ship_OrderOpened);
     if
     :: held_Shipping_ship_OrderOpened > 0 && held_Shipping_ship_CustomerApproved > 0 ->
        held_Shipping_ship_OrderOpened--;
        held_Shipping_ship_CustomerApproved--;
        publish_Shipped();
        link_Shipping_customerId = 1;
     :: else -> skip;
     fi;
  :: !(!state_Shipping_blocked) -> skip;
  fi;
  link_Shipping_customerId = 1;
}

inline publish_CustomerApproved() {
  say("  CustomerApproved\n");
  more(at_Shipping_CustomerApproved);
}

inline take_Shipping_CustomerApproved() {
  if
  :: link_Shipping_customerId ->
     if
     :: !(state_Shipping_blocked) ->
        more(held_Shipping_ship_CustomerApproved);
        if
        :: held_Shipping_ship_OrderOpened > 0 && held_Shipping_ship_CustomerApproved > 0 ->
           held_Shipping_ship_OrderOpened--;
           held_Shipping_ship_CustomerApproved--;
           publish_Shipped();
           link_Shipping_customerId = 1;
        :: else -> skip;
        fi;
     :: !(!state_Shipping_blocked) -> skip;
     fi;
  :: else -> skip;
  fi;
}

inline publish_Blocked() {
  say("  Blocked\n");
  more(at_Shipping_Blocked);
}

inline take_Shipping_Blocked() {
  state_Shipping_blocked = 1;
}

inline publish_ReceiptViewed() {
  say("  ReceiptViewed\n");
  more(at_Orders_ReceiptViewed);
}

inline publish_ShopClosed() {
  say("  ShopClosed\n");
  more(at_Desk_ShopClosed);
}

inline publish_Counted() {
  say("  Counted\n");
  happened_Counted = (happened_Counted < 3 -> happened_Counted + 1 : 3);
}

inline take_Desk_ShopClosed() {
  if
  :: state_Desk_isOpen ->
     state_Desk_isOpen = 0;
     timer_Desk_Nudge = 0;
     publish_Counted();
  :: else -> skip;
  fi;
}

inline publish_OrderPaid() {
  say("  OrderPaid\n");
  happened_OrderPaid = (happened_OrderPaid < 3 -> happened_OrderPaid + 1 : 3);
}

inline take_Orders_MoneyReceived() {
  if
  :: link_Orders_intentId ->
     if
     :: (state_Orders_phase == 1) ->
        state_Orders_phase = 2;
        timer_Orders_PaymentLate = 0;
        publish_OrderPaid();
     :: else -> skip;
     fi;
  :: else -> skip;
  fi;
}

inline publish_PaymentLate() {
  say("  PaymentLate\n");
  happened_PaymentLate = (happened_PaymentLate < 3 -> happened_PaymentLate + 1 : 3);
}

inline publish_MoneyReceived() {
  say("  MoneyReceived\n");
  more(at_Orders_MoneyReceived);
}

inline take_Provider_PaymentRequested() {
  publish_MoneyReceived();
}

inline publish_Abandoned() {
  say("  Abandoned\n");
  happened_Abandoned = (happened_Abandoned < 3 -> happened_Abandoned + 1 : 3);
}

inline take_Desk_OrderPlaced() {
  if
  :: ((state_Desk_orders + 1) <= 0) -> state_Desk_orders = 0;
  :: ((state_Desk_orders + 1) >= 1000 && (state_Desk_orders + 1) > 0) -> state_Desk_orders = 1000;
  :: ((state_Desk_orders + 1) > 0 && (state_Desk_orders + 1) < 1000) -> state_Desk_orders = (state_Desk_orders + 1);
  fi;
}

inline publish_Nudge() {
  say("  Nudge\n");
  more(at_Desk_Nudge);
}

active proctype choreography() {
  atomic {
    coming_CartFilled = 1;
    coming_OrderOpened = 1;
    coming_CustomerApproved = 1;
    if
    :: coming_Blocked = 0;
    :: coming_Blocked = 1;
    fi;
    if
    :: coming_ReceiptViewed = 0;
    :: coming_ReceiptViewed = 1;
    fi;
    if
    :: coming_ShopClosed = 0;
    :: coming_ShopClosed = 1;
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

       /* CartFilled comes from Shopper to Orders */
       :: coming_CartFilled > 0 ->
          say("CartFilled comes from Shopper to Orders\n");
          coming_CartFilled--;
          publish_CartFilled();
          at_Orders_CartFilled--;
          take_Orders_CartFilled();

       /* OrderOpened comes from Shopper to Shipping */
       :: coming_OrderOpened > 0 ->
          say("OrderOpened comes from Shopper to Shipping\n");
          coming_OrderOpened--;
          publish_OrderOpened();
          at_Shipping_OrderOpened--;
          take_Shipping_OrderOpened();

       /* CustomerApproved comes from Shopper to Shipping */
       :: coming_CustomerApproved > 0 ->
          say("CustomerApproved comes from Shopper to Shipping\n");
          coming_CustomerApproved--;
          publish_CustomerApproved();
          at_Shipping_CustomerApproved--;
          take_Shipping_CustomerApproved();

       /* Blocked comes from Shopper to Shipping */
       :: coming_Blocked > 0 ->
          say("Blocked comes from Shopper to Shipping\n");
          coming_Blocked--;
          publish_Blocked();
          at_Shipping_Blocked--;
          take_Shipping_Blocked();

       /* ReceiptViewed comes from Shopper to Orders */
       :: coming_ReceiptViewed > 0 ->
          say("ReceiptViewed comes from Shopper to Orders\n");
          coming_ReceiptViewed--;
          publish_ReceiptViewed();
          at_Orders_ReceiptViewed--;

       /* ShopClosed comes from Shopper to Desk */
       :: coming_ShopClosed > 0 ->
          say("ShopClosed comes from Shopper to Desk\n");
          coming_ShopClosed--;
          publish_ShopClosed();
          at_Desk_ShopClosed--;
          take_Desk_ShopClosed();

       /* Desk.every1h is due */
       :: coming_Desk_every1h > 0 ->
          say("Desk.every1h is due\n");
          coming_Desk_every1h--;
          state_Desk_isOpen = 1;
          more(timer_Desk_Nudge);

       /* Orders takes CartFilled */
       :: at_Orders_CartFilled > 0 ->
          say("Orders takes CartFilled\n");
          at_Orders_CartFilled--;
          take_Orders_CartFilled();

       /* Orders takes MoneyReceived */
       :: at_Orders_MoneyReceived > 0 ->
          say("Orders takes MoneyReceived\n");
          at_Orders_MoneyReceived--;
          take_Orders_MoneyReceived();

       /* Orders takes ReceiptViewed */
       :: at_Orders_ReceiptViewed > 0 ->
          say("Orders takes ReceiptViewed\n");
          at_Orders_ReceiptViewed--;

       /* Orders: time is up for PaymentLate */
       :: timer_Orders_PaymentLate > 0 ->
          say("Orders: time is up for PaymentLate\n");
          timer_Orders_PaymentLate--;
          publish_PaymentLate();

       /* Provider takes PaymentRequested */
       :: at_Provider_PaymentRequested > 0 ->
          say("Provider takes PaymentRequested\n");
          at_Provider_PaymentRequested--;
          take_Provider_PaymentRequested();

       /* Shipping takes OrderOpened */
       :: at_Shipping_OrderOpened > 0 ->
          say("Shipping takes OrderOpened\n");
          at_Shipping_OrderOpened--;
          take_Shipping_OrderOpened();

       /* Shipping takes CustomerApproved */
       :: at_Shipping_CustomerApproved > 0 ->
          say("Shipping takes CustomerApproved\n");
          at_Shipping_CustomerApproved--;
          take_Shipping_CustomerApproved();

       /* Shipping takes Blocked */
       :: at_Shipping_Blocked > 0 ->
          say("Shipping takes Blocked\n");
          at_Shipping_Blocked--;
          take_Shipping_Blocked();

       /* Shipping.ship gives up waiting */
       :: held_Shipping_ship_OrderOpened + held_Shipping_ship_CustomerApproved > 0 ->
          say("Shipping.ship gives up waiting\n");
          held_Shipping_ship_OrderOpened = 0;
          held_Shipping_ship_CustomerApproved = 0;
          publish_Abandoned();

       /* Desk takes OrderPlaced */
       :: at_Desk_OrderPlaced > 0 ->
          say("Desk takes OrderPlaced\n");
          at_Desk_OrderPlaced--;
          take_Desk_OrderPlaced();

       /* Desk takes Nudge */
       :: at_Desk_Nudge > 0 ->
          say("Desk takes Nudge\n");
          at_Desk_Nudge--;

       /* Desk takes ShopClosed */
       :: at_Desk_ShopClosed > 0 ->
          say("Desk takes ShopClosed\n");
          at_Desk_ShopClosed--;
          take_Desk_ShopClosed();

       /* Desk: time is up for Nudge */
       :: timer_Desk_Nudge > 0 ->
          say("Desk: time is up for Nudge\n");
          timer_Desk_Nudge--;
          publish_Nudge();

       :: at_rest -> goto rests;
       fi;
     }
  od;
rests:
  atomic {
    printf("at rest: OrderPaid %d, PaymentLate %d, Shipped %d, Abandoned %d, Counted %d\n", happened_OrderPaid, happened_PaymentLate, happened_Shipped, happened_Abandoned, happened_Counted);
    if
    :: (happened_OrderPaid > 0 || happened_PaymentLate > 0 || happened_Shipped > 0 || happened_Abandoned > 0 || happened_Counted > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}
