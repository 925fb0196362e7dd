/* OrderFulfilment: every run of one case, up to 1 redeliveries, entries and items with * or + at most twice. */
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

mtype = { TOKEN_OrderPlaced, TOKEN_OrderCancelled };

byte again = 1; /* deliveries that may still come once more */
byte happened_OrderShipped; /* how often OrderShipped happened, counted up to 3 */
byte happened_PaymentTaken; /* how often PaymentTaken happened, counted up to 8 */
byte happened_OrderCancelled; /* how often OrderCancelled happened, counted up to 3 */
bool owes_1; /* PaymentTaken leads to OrderShipped | PaymentRefunded */
bool paid_1; /* 0 between steps */
byte happened_PaymentRefunded; /* how often PaymentRefunded happened, counted up to 8 */
byte coming_OrderPlaced; /* OrderPlaced, from Customer, still to come */
chan orders_to_Payments = [8] of { mtype }; /* on the way over orders to Payments, in order */
byte at_Warehouse_OrderPlaced; /* OrderPlaced, on the way to Warehouse */
bool taken_Payments_OrderPlaced; /* Payments took OrderPlaced */
byte at_Payments_PaymentTaken; /* PaymentTaken, on the way to Payments */
byte at_Shipping_PaymentTaken; /* PaymentTaken, on the way to Shipping */
byte at_Orders_PaymentFailed; /* PaymentFailed, on the way to Orders */
bool state_Payments_taken; /* taken of Payments */
bool taken_Payments_OrderCancelled; /* Payments took OrderCancelled */
bool taken_Warehouse_OrderPlaced; /* Warehouse took OrderPlaced */
byte at_Shipping_StockReserved; /* StockReserved, on the way to Shipping */
byte at_Orders_StockRejected; /* StockRejected, on the way to Orders */
byte held_Shipping_dispatch_PaymentTaken; /* PaymentTaken, held by Shipping.dispatch */
byte held_Shipping_dispatch_StockReserved; /* StockReserved, held by Shipping.dispatch */
byte at_Orders_ShippingTimedOut; /* ShippingTimedOut, on the way to Orders */

#define at_rest (coming_OrderPlaced == 0 && len(orders_to_Payments) == 0 && at_Warehouse_OrderPlaced == 0 && at_Payments_PaymentTaken == 0 && at_Shipping_PaymentTaken == 0 && at_Orders_PaymentFailed == 0 && at_Shipping_StockReserved == 0 && at_Orders_StockRejected == 0 && held_Shipping_dispatch_PaymentTaken == 0 && held_Shipping_dispatch_StockReserved == 0 && at_Orders_ShippingTimedOut == 0)

inline publish_OrderPlaced() {
  say("  OrderPlaced\n");
  assert(nfull(orders_to_Payments));
  orders_to_Payments!TOKEN_OrderPlaced;
  more(at_Warehouse_OrderPlaced);
}

inline publish_PaymentTaken() {
  say("  PaymentTaken\n");
  happened_PaymentTaken = (happened_PaymentTaken < 8 -> happened_PaymentTaken + 1 : 8);
  owes_1 = 1;
  more(at_Payments_PaymentTaken);
  more(at_Shipping_PaymentTaken);
}

inline publish_PaymentFailed() {
  say("  PaymentFailed\n");
  more(at_Orders_PaymentFailed);
}

inline take_Payments_OrderPlaced() {
  taken_Payments_OrderPlaced = (again > 0);
  if
  :: publish_PaymentTaken();
  :: publish_PaymentFailed();
  fi;
}

inline take_Payments_PaymentTaken() {
  state_Payments_taken = 1;
}

inline publish_PaymentRefunded() {
  say("  PaymentRefunded\n");
  happened_PaymentRefunded = (happened_PaymentRefunded < 8 -> happened_PaymentRefunded + 1 : 8);
  paid_1 = 1;
}

inline take_Payments_OrderCancelled() {
  taken_Payments_OrderCancelled = (again > 0);
  if
  :: state_Payments_taken -> publish_PaymentRefunded();
  :: else -> skip;
  fi;
}

inline publish_StockReserved() {
  say("  StockReserved\n");
  more(at_Shipping_StockReserved);
}

inline publish_StockRejected() {
  say("  StockRejected\n");
  more(at_Orders_StockRejected);
}

inline take_Warehouse_OrderPlaced() {
  taken_Warehouse_OrderPlaced = (again > 0);
  if
  :: publish_StockReserved();
  :: publish_StockRejected();
  fi;
}

inline publish_OrderShipped() {
  say("  OrderShipped\n");
  happened_OrderShipped = (happened_OrderShipped < 3 -> happened_OrderShipped + 1 : 3);
  paid_1 = 1;
}

inline take_Shipping_PaymentTaken() {
  more(held_Shipping_dispatch_PaymentTaken);
  if
  :: held_Shipping_dispatch_PaymentTaken > 0 && held_Shipping_dispatch_StockReserved > 0 ->
     held_Shipping_dispatch_PaymentTaken--;
     held_Shipping_dispatch_StockReserved--;
     publish_OrderShipped();
  :: else -> skip;
  fi;
}

inline take_Shipping_StockReserved() {
  more(held_Shipping_dispatch_StockReserved);
  if
  :: held_Shipping_dispatch_PaymentTaken > 0 && held_Shipping_dispatch_StockReserved > 0 ->
     held_Shipping_dispatch_PaymentTaken--;
     held_Shipping_dispatch_StockReserved--;
     publish_OrderShipped();
  :: else -> skip;
  fi;
}

inline publish_ShippingTimedOut() {
  say("  ShippingTimedOut\n");
  more(at_Orders_ShippingTimedOut);
}

inline publish_OrderCancelled() {
  say("  OrderCancelled\n");
  happened_OrderCancelled = (happened_OrderCancelled < 3 -> happened_OrderCancelled + 1 : 3);
  assert(nfull(orders_to_Payments));
  orders_to_Payments!TOKEN_OrderCancelled;
}

inline take_Orders_PaymentFailed() {
  publish_OrderCancelled();
}

inline take_Orders_StockRejected() {
  publish_OrderCancelled();
}

inline take_Orders_ShippingTimedOut() {
  publish_OrderCancelled();
}

inline forget_what_was_taken() {
  taken_Payments_OrderPlaced = 0;
  taken_Payments_OrderCancelled = 0;
  taken_Warehouse_OrderPlaced = 0;
}

active proctype choreography() {
  atomic {
    coming_OrderPlaced = 1;
  }
  do
  :: atomic {
       if

       /* OrderPlaced comes from Customer */
       :: coming_OrderPlaced > 0 ->
          say("OrderPlaced comes from Customer\n");
          coming_OrderPlaced--;
          publish_OrderPlaced();

       /* Payments takes OrderPlaced */
       :: orders_to_Payments?[TOKEN_OrderPlaced] ->
          say("Payments takes OrderPlaced\n");
          orders_to_Payments?TOKEN_OrderPlaced;
          take_Payments_OrderPlaced();

       /* Payments takes OrderPlaced once more */
       :: again > 0 && taken_Payments_OrderPlaced ->
          say("Payments takes OrderPlaced once more\n");
          again--;
          if
          :: again == 0 -> forget_what_was_taken();
          :: else -> skip;
          fi;
          if
          :: publish_PaymentTaken();
          :: publish_PaymentFailed();
          fi;

       /* Payments takes PaymentTaken */
       :: at_Payments_PaymentTaken > 0 ->
          say("Payments takes PaymentTaken\n");
          at_Payments_PaymentTaken--;
          take_Payments_PaymentTaken();

       /* Payments takes OrderCancelled */
       :: orders_to_Payments?[TOKEN_OrderCancelled] ->
          say("Payments takes OrderCancelled\n");
          orders_to_Payments?TOKEN_OrderCancelled;
          take_Payments_OrderCancelled();

       /* Payments takes OrderCancelled once more */
       :: again > 0 && taken_Payments_OrderCancelled ->
          say("Payments takes OrderCancelled once more\n");
          again--;
          if
          :: again == 0 -> forget_what_was_taken();
          :: else -> skip;
          fi;
          if
          :: state_Payments_taken -> publish_PaymentRefunded();
          :: else -> skip;
          fi;

       /* Warehouse takes OrderPlaced */
       :: at_Warehouse_OrderPlaced > 0 ->
          say("Warehouse takes OrderPlaced\n");
          at_Warehouse_OrderPlaced--;
          take_Warehouse_OrderPlaced();

       /* Warehouse takes OrderPlaced once more */
       :: again > 0 && taken_Warehouse_OrderPlaced ->
          say("Warehouse takes OrderPlaced once more\n");
          again--;
          if
          :: again == 0 -> forget_what_was_taken();
          :: else -> skip;
          fi;
          if
          :: publish_StockReserved();
          :: publish_StockRejected();
          fi;

       /* Shipping takes PaymentTaken */
       :: at_Shipping_PaymentTaken > 0 ->
          say("Shipping takes PaymentTaken\n");
          at_Shipping_PaymentTaken--;
          take_Shipping_PaymentTaken();

       /* Shipping takes StockReserved */
       :: at_Shipping_StockReserved > 0 ->
          say("Shipping takes StockReserved\n");
          at_Shipping_StockReserved--;
          take_Shipping_StockReserved();

       /* Shipping.dispatch gives up waiting */
       :: held_Shipping_dispatch_PaymentTaken + held_Shipping_dispatch_StockReserved > 0 ->
          say("Shipping.dispatch gives up waiting\n");
          held_Shipping_dispatch_PaymentTaken = 0;
          held_Shipping_dispatch_StockReserved = 0;
          publish_ShippingTimedOut();

       /* Orders takes PaymentFailed */
       :: at_Orders_PaymentFailed > 0 ->
          say("Orders takes PaymentFailed\n");
          at_Orders_PaymentFailed--;
          take_Orders_PaymentFailed();

       /* Orders takes StockRejected */
       :: at_Orders_StockRejected > 0 ->
          say("Orders takes StockRejected\n");
          at_Orders_StockRejected--;
          take_Orders_StockRejected();

       /* Orders takes ShippingTimedOut */
       :: at_Orders_ShippingTimedOut > 0 ->
          say("Orders takes ShippingTimedOut\n");
          at_Orders_ShippingTimedOut--;
          take_Orders_ShippingTimedOut();

       :: at_rest -> goto rests;
       fi;
       owes_1 = (paid_1 -> 0 : owes_1);
       paid_1 = 0;
       assert((happened_OrderShipped == 0) || (happened_PaymentTaken > 0));
       assert((happened_OrderShipped == 0) || (happened_OrderCancelled == 0));
       assert(happened_PaymentRefunded <= happened_PaymentTaken);
       assert(happened_PaymentRefunded <= 1);
     }
  od;
rests:
  atomic {
    printf("at rest: OrderShipped %d, OrderCancelled %d\n", happened_OrderShipped, happened_OrderCancelled);
    assert((happened_OrderCancelled == 0) || (happened_PaymentRefunded >= happened_PaymentTaken));
    if
    :: (happened_OrderShipped > 0 || happened_OrderCancelled > 0) -> goto ended;
    :: else -> goto incomplete;
    fi;
  }
  incomplete: false; /* not a valid end */
  ended: skip;
}

/* money and goods stay in step: PaymentTaken leads to OrderShipped | PaymentRefunded */
ltl leads_to_1 { [] <> (owes_1 == 0) }
