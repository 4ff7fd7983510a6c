/**
 * Writes ONNX files, as far as tiny test models need it.
 *
 *   ModelProto   1 ir_version · 2 producer_name · 7 graph · 8 opset_import · 14 metadata_props
 *   GraphProto   1 node · 2 name · 5 initializer · 11 input · 12 output
 */
class Message {
  readonly #bytes: number[] = [];

  #varint(value: number | bigint): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    do {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      this.#bytes.push(rest > 0n ? low | 0x80 : low);
    } while (rest > 0n);
  }

  int(field: number, value: number | bigint): this {
    this.#varint(field << 3);
    this.#varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.#varint((field << 3) | 5);
    this.#bytes.push(...new Uint8Array(new Float32Array([value]).buffer));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | 2);
    this.#varint(value.length);
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.finish());
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

export type ElementType = 'float' | 'int32' | 'int64' | 'bool';
const elementTypes: Record<ElementType, number> = { float: 1, int32: 6, int64: 7, bool: 9 };

/** A number is a fixed length, a name one that is known at run time. */
export type Dimension = number | string;
export type Attribute = number | number[] | string | { float: number } | { cast: ElementType };

export type Node = { kind: 'node'; message: Message };
export type Tensor = { kind: 'tensor'; message: Message };
export type Port = { kind: 'port'; message: Message };

export interface Graph {
  nodes: Node[];
  tensors?: Tensor[];
  inputs: Port[];
  outputs: Port[];
  metadata?: Record<string, string | number>;
}

export function tensor(name: string, type: ElementType, dims: number[], values: ArrayLike<number>): Tensor {
  const message = new Message();
  for (const dim of dims) message.int(1, dim);
  message.int(2, elementTypes[type]).text(8, name);
  return { kind: 'tensor', message: message.bytes(9, rawBytes(type, Array.from(values))) };
}

function rawBytes(type: ElementType, values: number[]): Uint8Array {
  if (type === 'float') return new Uint8Array(Float32Array.from(values).buffer);
  if (type === 'int64') return new Uint8Array(BigInt64Array.from(values, (value) => BigInt(value)).buffer);
  if (type === 'int32') return new Uint8Array(Int32Array.from(values).buffer);
  return Uint8Array.from(values);
}

export function port(name: string, type: ElementType, dims: Dimension[]): Port {
  const shape = new Message();
  for (const dim of dims) {
    shape.message(1, typeof dim === 'number' ? new Message().int(1, dim) : new Message().text(2, dim));
  }
  const tensorType = new Message().int(1, elementTypes[type]).message(2, shape);
  return {
    kind: 'port',
    message: new Message().text(1, name).message(2, new Message().message(1, tensorType)),
  };
}

export function node(
  operator: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, Attribute> = {},
): Node {
  const message = new Message();
  for (const input of inputs) message.text(1, input);
  for (const output of outputs) message.text(2, output);
  message.text(3, `${operator}_${outputs[0]}`).text(4, operator);
  for (const [name, value] of Object.entries(attributes)) message.message(5, attribute(name, value));
  return { kind: 'node', message };
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.text(4, value).int(20, 3);
  if (Array.isArray(value)) {
    for (const item of value) message.int(8, item);
    return message.int(20, 7);
  }
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  return message.int(3, elementTypes[value.cast]).int(20, 2);
}

export function writeModel(graph: Graph): Uint8Array {
  const body = new Message();
  for (const { message } of graph.nodes) body.message(1, message);
  body.text(2, 'tiny');
  for (const { message } of graph.tensors ?? []) body.message(5, message);
  for (const { message } of graph.inputs) body.message(11, message);
  for (const { message } of graph.outputs) body.message(12, message);
  const model = new Message().int(1, 8).text(2, 'earshot tests').message(7, body);
  model.message(8, new Message().text(1, '').int(2, 13));
  for (const [key, value] of Object.entries(graph.metadata ?? {})) {
    model.message(14, new Message().text(1, key).text(2, String(value)));
  }
  return model.finish();
}
