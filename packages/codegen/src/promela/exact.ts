/** Numbers with all of their digits: those that a model writes, and those that `decimal` fields hold. */

/** A division keeps so many digits after the point, as generated services do; the others are cut off. */
const placesOfQuotient = 20;

/** A number with more digits counts as open, since it takes too long to calculate with. */
const mostDigits = 1000;

export type Calculation = '+' | '-' | '*' | '/';

export class Exact {
  /** The number without its point. */
  readonly #digits: bigint;
  /** How many of the digits stand after the point. */
  readonly #places: number;
  /** Whether the model writes it, or it is calculated from such numbers alone. Beside a double it counts as a double. */
  readonly isWritten: boolean;

  private constructor(digits: bigint, places: number, isWritten: boolean) {
    this.#digits = digits;
    this.#places = places;
    this.isWritten = isWritten;
  }

  /** Undefined for what is no number, or has too many digits. */
  static of(text: string, isWritten: boolean): Exact | undefined {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = numeral.exec(text) ?? [];
    if (whole === '' || text.length > mostDigits || Math.abs(Number(exponent)) > mostDigits) return undefined;
    const digits = BigInt(sign + whole + fraction);
    const places = fraction.length - Number(exponent);
    return places >= 0 ? new Exact(digits, places, isWritten) : new Exact(digits * ten(-places), 0, isWritten);
  }

  static whole(number: bigint, isWritten: boolean): Exact {
    return new Exact(number, 0, isWritten);
  }

  /** The same number as a `decimal` field holds it. */
  get held(): Exact {
    return this.isWritten ? new Exact(this.#digits, this.#places, false) : this;
  }

  get nearestDouble(): number {
    return Number(this.toString());
  }

  /** Undefined for a division by zero, and where the result has too many digits. */
  calculate(operator: Calculation, other: Exact): Exact | undefined {
    const result = this.#calculated(operator, other);
    return result && result.toString().length <= mostDigits ? result : undefined;
  }

  #calculated(operator: Calculation, other: Exact): Exact | undefined {
    const places = Math.max(this.#places, other.#places);
    const [left, right] = [this.#scaled(places), other.#scaled(places)];
    const isWritten = this.isWritten && other.isWritten;
    switch (operator) {
      case '+':
        return new Exact(left + right, places, isWritten);
      case '-':
        return new Exact(left - right, places, isWritten);
      case '*':
        return new Exact(this.#digits * other.#digits, this.#places + other.#places, isWritten);
      case '/':
        // What follows the last digit is cut off, above zero and below.
        return right === 0n
          ? undefined
          : new Exact((left * ten(placesOfQuotient)) / right, placesOfQuotient, isWritten);
      default:
        return operator satisfies never;
    }
  }

  /** The number in the middle between the two. */
  midway(other: Exact): Exact {
    const places = Math.max(this.#places, other.#places);
    return new Exact((this.#scaled(places) + other.#scaled(places)) * 5n, places + 1, false);
  }

  /** The largest whole number that is not more. */
  get floor(): Exact {
    const unit = ten(this.#places);
    const whole = this.#digits / unit;
    return new Exact(this.#digits < 0n && whole * unit !== this.#digits ? whole - 1n : whole, 0, false);
  }

  /** The least whole number that is not less. */
  get ceiling(): Exact {
    const { floor } = this;
    return floor.compare(this) === 0 ? floor : floor.plus(1n);
  }

  /** The number that is more by a whole number. */
  plus(whole: bigint): Exact {
    return new Exact(this.#digits + whole * ten(this.#places), this.#places, false);
  }

  /** Below zero where this one is less, above where it is more. */
  compare(other: Exact): number {
    const places = Math.max(this.#places, other.#places);
    const [left, right] = [this.#scaled(places), other.#scaled(places)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** Without zeros at the end of the fraction, and without an exponent. */
  toString(): string {
    const sign = this.#digits < 0n ? '-' : '';
    const digits = String(this.#digits < 0n ? -this.#digits : this.#digits).padStart(this.#places + 1, '0');
    const point = digits.length - this.#places;
    const fraction = digits.slice(point).replace(/0+$/, '');
    return `${sign}${digits.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
  }

  #scaled(places: number): bigint {
    return this.#digits * ten(places - this.#places);
  }
}

const numeral = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

function ten(power: number): bigint {
  return 10n ** BigInt(power);
}
