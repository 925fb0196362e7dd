/** The service that pages and tests of a generated project show as an example. */

/** What a service is called in the project, for examples. */
export interface ExampleService {
  readonly constant: string;
  readonly folder: string;
}
