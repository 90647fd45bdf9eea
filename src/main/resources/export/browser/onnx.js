/* The network in ONNX Runtime for browsers, which stands in the page as WebAssembly. */

class OnnxEngine {
  constructor(ort, session, inputs) {
    this.ort = ort;
    this.session = session;
    this.inputs = inputs;
  }

  async answered(output, rows) {
    const found = await this.session.run(this.feeds(rows), [output]);
    return Array.from(found[output].data);
  }

  answers(rows) {
    return this.answered('answer', rows);
  }

  /** Log odds of classes. */
  async outputs(rows) {
    return (await this.answers(rows)).map(answer => Math.log(answer / (1 - answer)));
  }

  orders(rows) {
    return this.answered(this.session.outputNames.includes('order') ? 'order' : 'answer', rows);
  }

  parts() {
    return null;
  }

  feeds(rows) {
    const feeds = {};
    const whole = (name, values) => {
      feeds[name] = new this.ort.Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
    };
    const floats = (name, values, dimensions) => {
      feeds[name] = new this.ort.Tensor('float32', Float32Array.from(values), dimensions);
    };
    this.inputs.tables.forEach(({ name, bag }, table) => {
      const indices = rows.flatMap(row => row.indices[table] || []);
      whole(name, indices);
      if (bag) {
        whole(`${name}_row`, rows.flatMap((row, number) => (row.indices[table] || []).map(() => number)));
        if (this.inputs.weighted) {
          floats(`${name}_weight`, rows.flatMap(row => row.weights[table]), [indices.length]);
        }
      }
    });
    const width = this.inputs.numbers;
    if (width) floats('numbers', rows.flatMap(row => row.numbers), [rows.length, width]);
    if (this.inputs['counts-rows']) whole('rows', [rows.length]);
    return feeds;
  }
}

engineOf = async (page, files) => {
  const address = URL.createObjectURL(new Blob([files.get('ort.wasm.bundle.min.mjs')], { type: 'text/javascript' }));
  const ort = await import(address);
  URL.revokeObjectURL(address);
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = files.get('ort-wasm-simd-threaded.wasm').buffer;
  const session = await ort.InferenceSession.create(files.get('model.onnx'));
  return new OnnxEngine(ort, session, page.onnx);
};
