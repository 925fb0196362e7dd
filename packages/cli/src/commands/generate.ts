export interface GenerateOptions {
  readonly out: string;
}
export async function generateServices(_paths: readonly string[], _options: GenerateOptions): Promise<number> {
  return 0;
}
