/** The same JSON, with these characters of its texts as `\uXXXX`; a surrogate pair that the pattern takes apart becomes two. */
export function escapeJson(json: string, characters: RegExp): string {
  return json.replace(
    characters,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
