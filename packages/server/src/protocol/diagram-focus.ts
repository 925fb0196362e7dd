/** What a picture shows with its neighbours only. */
export type DiagramFocus =
  | { readonly kind: 'participant'; readonly name: string }
  | { readonly kind: 'message'; readonly id: string };
