/** Turns values into JSON and back as structured clone would carry them. */
export type Codec = { encode(value: unknown): Json; decode(json: Json): unknown };

/** JSON in which every array begins with '$' and a tag, so that no value is mistaken for a tagged one. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Makes a codec. The same text runs in Node and, injected, in the page; only base64 differs between them,
 * hence the two functions. What structured clone refuses (functions, symbols, promises, DOM nodes) throws
 * "An object could not be cloned.", as Electron does.
 */
export function createCodec(
  toBase64: (bytes: Uint8Array) => string,
  fromBase64: (text: string) => Uint8Array<ArrayBuffer>,
): Codec {
  const typedArrays = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors = { TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };
  const uncloneable = /^(?:Promise|WeakMap|WeakSet|WeakRef|Window|HTML|SVG|File|Blob|Message)/;

  const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

  function encode(root: unknown): Json {
    const seen = new Map<unknown, number>();

    function encodePrimitive(value: unknown): Json | undefined {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (typeof value === 'undefined') return ['$', 'undefined'];
      if (typeof value === 'bigint') return ['$', 'bigint', String(value)];
      if (typeof value === 'number') {
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return ['$', 'number', Object.is(value, -0) ? '-0' : String(value)];
      }
      if (typeof value === 'function' || typeof value === 'symbol')
        throw new Error('An object could not be cloned.');
      return undefined;
    }

    function encodeValue(value: unknown): Json {
      const primitive = encodePrimitive(value);
      if (primitive !== undefined || typeof value !== 'object' || value === null) return primitive ?? null;
      const before = seen.get(value);
      if (before !== undefined) return ['$', 'again', before];
      seen.set(value, seen.size);
      if (Array.isArray(value)) return ['$', 'array', ...Array.from(value, (item) => encodeValue(item))];
      const special = encodeSpecial(value);
      if (special !== undefined) return special;
      if (uncloneable.test(kindOf(value))) throw new Error('An object could not be cloned.');
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeValue(item)]));
    }

    function encodeSpecial(value: object): Json | undefined {
      if (value instanceof Date) return ['$', 'date', value.getTime()];
      if (value instanceof RegExp) return ['$', 'regexp', value.source, value.flags];
      if (value instanceof Map) {
        const pairs = [...value].map(([key, item]) => [encodeValue(key), encodeValue(item)]);
        return ['$', 'map', ...pairs];
      }
      if (value instanceof Set) return ['$', 'set', ...[...value].map(encodeValue)];
      if (value instanceof ArrayBuffer) return ['$', 'buffer', toBase64(new Uint8Array(value))];
      if (ArrayBuffer.isView(value)) {
        const kind = kindOf(value);
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        return ['$', 'bytes', kind in typedArrays ? kind : 'Uint8Array', toBase64(bytes)];
      }
      if (value instanceof Error || kindOf(value) === 'DOMException') {
        const { name, message, stack } = value as Error;
        return ['$', 'error', String(name), String(message), String(stack)];
      }
      return undefined;
    }

    return encodeValue(root);
  }

  function decode(root: Json): unknown {
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };

    function decodeValue(json: Json): unknown {
      if (json === null || typeof json !== 'object') return json;
      if (Array.isArray(json)) return decodeTagged(json);
      const object = keep({});
      for (const [key, item] of Object.entries(json)) {
        // defineProperty, since a plain assignment to __proto__ would change the object's nature.
        Object.defineProperty(object, key, {
          value: decodeValue(item),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return object;
    }

    function decodeTagged([, tag, ...parts]: Json[]): unknown {
      const [first = null, second = null, third = null] = parts;
      switch (tag) {
        case 'undefined':
          return undefined;
        case 'number':
          return Number(first);
        case 'bigint':
          return BigInt(String(first));
        case 'again':
          return seen[Number(first)];
        case 'array': {
          const array: unknown[] = keep([]);
          for (const part of parts) array.push(decodeValue(part));
          return array;
        }
        case 'date':
          return keep(new Date(first === null ? Number.NaN : Number(first)));
        case 'regexp':
          return keep(new RegExp(String(first), String(second)));
        case 'map': {
          const map = keep(new Map());
          for (const part of parts) {
            const [key = null, item = null] = part as Json[];
            map.set(decodeValue(key), decodeValue(item));
          }
          return map;
        }
        case 'set': {
          const set = keep(new Set());
          for (const part of parts) set.add(decodeValue(part));
          return set;
        }
        case 'buffer':
          return keep(fromBase64(String(first)).buffer);
        case 'bytes': {
          const bytes = fromBase64(String(second));
          const kind = String(first) as keyof typeof typedArrays;
          return keep(kind === 'Uint8Array' ? bytes : Reflect.construct(typedArrays[kind], [bytes.buffer]));
        }
        case 'error':
          return keep(decodeError(String(first), String(second), String(third)));
        default:
          throw new Error('electron stand-in: unknown tag in an IPC message');
      }
    }

    return decodeValue(root);
  }

  function decodeError(name: string, message: string, stack: string): Error {
    const make = name in errors ? errors[name as keyof typeof errors] : Error;
    const error = new make(message);
    error.stack = stack;
    if (error.name !== name) error.name = name;
    return error;
  }

  return { encode, decode };
}
