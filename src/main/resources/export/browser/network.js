/*
 * The network. All sums are 32-bit floats in the order of the plain Java that the export was verified with, so
 * that the answers have the same bits.
 */

const float = Math.fround;

/** Reads numbers one behind the other, the least significant byte first. */
class Numbers {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  taken(Type, count) {
    const from = this.at;
    this.at += count * Type.BYTES_PER_ELEMENT;
    return new Type(this.bytes.slice(from, this.at).buffer);
  }

  /** A matrix in 32 bits, row by row: as it is, or whole numbers times the scale of their row or column. */
  matrix({ rows, columns, format, 'scaled-by': scaledBy }) {
    if (format === 'float32') return this.taken(Float32Array, rows * columns);
    const whole = this.taken(Int8Array, rows * columns);
    const scales = this.taken(Float32Array, scaledBy === 'row' ? rows : columns);
    const restored = new Float32Array(whole.length);
    for (let i = 0; i < whole.length; i++) {
      restored[i] = whole[i] * scales[scaledBy === 'row' ? Math.floor(i / columns) : i % columns];
    }
    return restored;
  }
}

const ACTIVATIONS = {
  relu: value => Math.max(value, 0),
  tanh: Math.tanh,
  identity: value => value,
};

const ANSWERS = {
  mse: output => output,
  mae: output => output,
  'cross-entropy': output => 1 / (1 + Math.exp(-output)),
  poisson: output => Math.exp(output),
};

/** Where the columns of each table begin, and of the numbers, ascending; and where they end. */
function parts({ tables, input }) {
  const numbers = Math.max(0, ...tables.map(table => table.at + table.columns));
  return [...new Set([0, ...tables.map(table => table.at), numbers, input])].sort((a, b) => a - b);
}

class Network {
  /** `shape` is the network of the page's model, `bytes` its weights. */
  constructor(shape, bytes) {
    const numbers = new Numbers(bytes);
    this.shape = shape;
    this.tables = shape.tables.map(table => ({ ...table, weights: numbers.matrix(table) }));
    this.layers = shape.layers.map(layer => ({
      weights: numbers.matrix(layer),
      biases: numbers.taken(Float32Array, layer.columns),
    }));
    this.bias = shape.head === 'factors' ? numbers.taken(Float32Array, 1)[0] : 0;
    this.parts = parts(shape);
    this.activation = ACTIVATIONS[shape.activation];
    this.answer = ANSWERS[shape.loss];
  }

  /** The answer to a row: for each table its `indices`, of bags also `weights`; and `numbers` of the row itself. */
  predict(row) {
    return this.answer(this.output(row));
  }

  output(row) {
    const input = this.input(row);
    return this.shape.head === 'factors' ? this.product(input) : this.dense(input);
  }

  input({ indices = [], weights = [], numbers = [] }) {
    const input = new Float32Array(this.shape.input);
    this.tables.forEach((table, number) => {
      indices[number].forEach((index, entry) => {
        const weight = weights[number] ? weights[number][entry] : 1;
        const from = index * table.columns;
        for (let k = 0; k < table.columns; k++) {
          input[table.at + k] += float(weight * table.weights[from + k]);
        }
      });
    });
    input.set(numbers, input.length - numbers.length);
    return input;
  }

  product(input) {
    const side = input.length / 2;
    let sum = float(float(this.bias + input[0]) + input[side]);
    for (let k = 1; k < side; k++) {
      sum = float(sum + float(input[k] * input[side + k]));
    }
    return sum;
  }

  /** The first layer adds up the columns of each table by themselves, then these sums. */
  dense(input) {
    let values = input;
    this.layers.forEach((layer, number) => {
      const parts = number === 0 ? this.parts : [0, values.length];
      const out = layer.biases.slice();
      addRows(layer.weights, values, 0, parts[1], out);
      for (let part = 1; part < parts.length - 1; part++) {
        const sums = new Float32Array(out.length);
        addRows(layer.weights, values, parts[part], parts[part + 1], sums);
        for (let j = 0; j < out.length; j++) out[j] += sums[j];
      }
      values = number < this.layers.length - 1 ? out.map(this.activation) : out;
    });
    return values[0];
  }
}

/** Adds some inputs' rows of weights, times the inputs. */
function addRows(weights, values, begin, end, out) {
  const width = out.length;
  for (let i = begin; i < end; i++) {
    const factor = values[i];
    for (let j = 0, at = i * width; j < width; j++, at++) {
      out[j] += float(factor * weights[at]);
    }
  }
}
