/** Chooses the service that the README and tests of a generated project show as an example. */

/** The names of a service in the generated project. */
export interface ExampleService {
  readonly constant: string;
  readonly folder: string;
}
