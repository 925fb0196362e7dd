/** Names from real systems, on which the heuristic is measured. */
import { describe, expect, test } from 'vitest';
import { findEventNames } from '../src/checks/event-names.ts';
import { choreography, message } from './build.ts';

function suggestions(kind: 'event' | 'command', names: string): string[] {
  const messages = names
    .split(/\s+/)
    .filter(Boolean)
    .map(name => message(name, [], kind));
  return findEventNames(choreography([], { messages })).map(one => `${one.message.name} ${one.suggestion ?? '?'}`);
}

describe('events', () => {
  test('that are named well, or at least not like a request', () => {
    expect(
      suggestions(
        'event',
        `OrderPlaced OrderShipped PaymentTaken PaymentFailed StockReserved ShippingTimedOut CartCheckedOut UserLoggedIn
        OrderStatusChangedToAwaitingValidation GracePeriodConfirmed ProductPriceChanged MessageSent GoodsSold BidWon
        ItemLost HouseBuilt WorkBegun SeatHeld FundsWithdrawn LetterWritten InvoicePaid PaidInvoice CustomerMet
        BookingCancelled BookingCanceled ChargeRefunded ChargeDisputeCreated RefundIssued ReportReady TransferFailure
        ChargeFailure StockLow DoorOpen RequestTimeout CheckoutComplete PaymentMethodAttached SubscriptionTrialWillEnd
        OrderSnapshot OrderUpdate PriceUpdate HeartBeat Heartbeat Tick DayEnd EndOfDay Timeout GracePeriodOver
        PurchaseOrder CreditCard DebitCard PayPalCheckout CheckIn SignUp AddOnAvailable CashRegisterEmpty TeamInvite
        BestellungAufgegeben CommandePassee PedidoCreado Ordre\u00c9mis ImportFertig PlaceDisponible
        order_placed ORDER_PLACED orderPlaced OrderPlacedEvent OrderPlacedV2 SMSSent HTTPRequestReceived
        SensorReading MeterReading OrderShipping ServerStarting Start Item Ping Pong A M1 TokenPassedToA CreateFailed
        IssueOpened ReleasePublished PullRequestMerged BranchProtectionRuleEdited WorkflowRunCompleted PingSent
        ReturnShipment StandardOrder ChangeOrder TransferOrder SellOrder OpenHours RecordStore BookReview
        BuyOrder CaptureDevice GrantApplication PaymentProcess PaymentCapture PaymentRefund CargoShip PassengerShip ClaimReserve
        Take Reserve TakeOff OrderIncrease PriceRaise CashReserve SickPay`,
      ),
    ).toEqual([]);
  });

  test('that are named like requests', () => {
    expect(
      suggestions(
        'event',
        `PlaceOrder ShipOrder CancelOrder ChargeCard ReserveStock CreateUserEvent SendEmailToCustomer place_order
        placeOrder PLACE_ORDER Cancel OrderCreate UserDelete PlaceOrderCommand PayInvoice StopTimers NotifyCustomer
        SubmitPOForApproval UpdateInventory ResetPassword TakePayment CapturePayment ProcessOrder StockReserve InvoicePay
        OrderShip BuyTicket RaiseInvoice FreezeAccount VoidInvoice IncreaseBalance GiveDiscount`,
      ),
    ).toEqual([
      'PlaceOrder OrderPlaced',
      'ShipOrder OrderShipped',
      'CancelOrder OrderCancelled',
      'ChargeCard CardCharged',
      'ReserveStock StockReserved',
      'CreateUserEvent UserCreatedEvent',
      'SendEmailToCustomer EmailSentToCustomer',
      'place_order order_placed',
      'placeOrder orderPlaced',
      'PLACE_ORDER ORDER_PLACED',
      'Cancel Cancelled',
      'OrderCreate OrderCreated',
      'UserDelete UserDeleted',
      'PlaceOrderCommand OrderPlaced',
      'PayInvoice InvoicePaid',
      'StopTimers TimersStopped',
      'NotifyCustomer CustomerNotified',
      'SubmitPOForApproval POSubmittedForApproval',
      'UpdateInventory InventoryUpdated',
      'ResetPassword PasswordReset',
      'TakePayment PaymentTaken',
      'CapturePayment PaymentCaptured',
      'ProcessOrder OrderProcessed',
      'StockReserve StockReserved',
      'InvoicePay InvoicePaid',
      'OrderShip OrderShipped',
      'BuyTicket TicketBought',
      'RaiseInvoice InvoiceRaised',
      'FreezeAccount AccountFrozen',
      'VoidInvoice InvoiceVoided',
      'IncreaseBalance BalanceIncreased',
      'GiveDiscount DiscountGiven',
    ]);
  });
});

describe('commands', () => {
  test('that ask for something', () => {
    expect(
      suggestions(
        'command',
        `PlaceOrder CancelOrder Refund OrderCreate MarkOrderPaid SetShipped RetryFailed ArchiveClosed CreateFeed AddBed
        CheckSpeed NotifyOrderPlaced Proceed Embed AnonymiseDeleted LetUserRead Broadcast BestellungAufgeben Start`,
      ),
    ).toEqual([]);
  });

  test('that tell what happened', () => {
    expect(suggestions('command', 'OrderPlaced PaymentTaken BookingCanceled OrderPlacedCommand StockFrozen')).toEqual([
      'OrderPlaced PlaceOrder',
      'PaymentTaken TakePayment',
      'BookingCanceled CancelBooking',
      'OrderPlacedCommand PlaceOrderCommand',
      'StockFrozen FreezeStock',
    ]);
  });
});
