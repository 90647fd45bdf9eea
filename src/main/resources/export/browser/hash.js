/* The hash of terms in 64 bits, which JavaScript's numbers don't have: as two halves of 32. */

const TermHash = {
  high: 0,
  low: 0,

  begin() {
    this.high = 0x5661;
    this.low = 0x6c6f7261;
  },

  /** Takes the characters of a text. */
  add(text, from) {
    for (let i = from; i < text.length; i++) {
      this.low ^= text.charCodeAt(i);
      this.mix();
    }
  },

  /** The hash of the characters so far as [high, low]; more may follow. */
  ended() {
    const { high, low } = this;
    this.high ^= 0x5661;
    this.low ^= 0x6c6f7261;
    this.mix();
    const ended = [this.high >>> 0, this.low >>> 0];
    this.high = high;
    this.low = low;
    return ended;
  },

  /** The finalizer of SplitMix64. */
  mix() {
    this.shifted(30);
    this.times(0xbf58476d, 0x1ce4e5b9);
    this.shifted(27);
    this.times(0x94d049bb, 0x133111eb);
    this.shifted(31);
  },

  shifted(bits) {
    const low = (this.low >>> bits) | (this.high << (32 - bits));
    this.high ^= this.high >>> bits;
    this.low ^= low;
  },

  times(high, low) {
    const a = this.low & 0xffff;
    const b = this.low >>> 16;
    const c = low & 0xffff;
    const d = low >>> 16;
    const ac = a * c;
    const middle = b * c + (ac >>> 16);
    const second = a * d + (middle % 0x10000);
    const carried = b * d + Math.floor(middle / 0x10000) + Math.floor(second / 0x10000);
    this.high = (Math.imul(this.high, low) + Math.imul(this.low, high) + carried) | 0;
    this.low = Math.imul(this.low, low);
  },
};
