/** Names that generated modules use themselves. */

/** In the module of a service: no service, reaction or schedule has one of them as its constant. */
export const moduleNames: readonly string[] = [
  'contracts AnyOf Arrived Chosen Handler Joined NoFields NoState Tick Worker initialState state payload item parts',
  'add all any bounded cancel choose compareDurations compareNumbers compareTexts compareTimes concatenate defineService difference divide entry',
  'equalDurations equalNumbers equalTimes equals firstOf firstOrRetry isOneOf isOneOfNumbers join later maybe multiply nothing ownFields picks',
  'product publish quotient reaction set single subtract sum works',
].flatMap(line => line.split(' '));

/** In the modules that import all services: no service has one of them as its constant. */
export const projectNames: readonly string[] =
  'channels createSimulation demo exits messageNames samples services simulate'.split(' ');
