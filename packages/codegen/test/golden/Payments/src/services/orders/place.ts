import type { PlaceHandler } from './orders.gen.ts';

/**
 * How Orders reacts:
 *
 *     place: on CartFilled
 *       -> OrderPlaced & PaymentRequested & PaymentLate after 1h & set phase = placed
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const place: PlaceHandler = async (cartFilled, { emit }) => {
  // TODO: fill in OrderPlaced & PaymentRequested & PaymentLate after 1h. The values here are examples.
  return emit.OrderPlacedAndPaymentRequestedAndPaymentLateLater({
    OrderPlaced: { orderId: 'af333971-2e5d-459c-8a5e-42c3b2e134de', total: cartFilled.total },
    PaymentRequested: {
      orderId: 'af333971-2e5d-459c-8a5e-42c3b2e134de',
      intentId: '82e475bf-ad61-4988-8ac2-2a89d9146e92',
      total: cartFilled.total,
    },
    PaymentLate: { orderId: 'af333971-2e5d-459c-8a5e-42c3b2e134de' },
  });
};
