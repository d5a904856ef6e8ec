/** A map of a YAML file, as a JavaScript value. */
export type YamlMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is YamlMap {
  return Object.prototype.toString.call(value) === '[object Object]';
}
