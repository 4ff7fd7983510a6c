/** A normal distribution over vectors of `size` numbers, with all covariances. */
export interface Gaussian {
  size: number;
  mean: Float64Array;
  /** The inverse of the Cholesky factor of the covariance, rows one after the other, lower triangle. */
  whitener: Float64Array;
  /** The logarithm of the density at the mean. */
  peak: number;
}

/** Added to each variance, as a share of the mean variance, so that few vectors still make a distribution. */
const ridge = 0.01;

/** Fits the vectors (rows of `data`) that `isMember` takes. Null when there are too few. */
export function fitGaussian(
  data: Float32Array,
  size: number,
  isMember: (row: number) => boolean,
): Gaussian | null {
  const rows = data.length / size;
  const mean = new Float64Array(size);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!isMember(row)) continue;
    count++;
    for (let i = 0; i < size; i++) mean[i]! += data[row * size + i]!;
  }
  if (count < 2 * size) return null;
  for (let i = 0; i < size; i++) mean[i]! /= count;
  const covariance = covarianceOf(data, size, isMember, mean, count);
  const factor = choleskyOf(covariance, size);
  let logDeterminant = 0;
  for (let i = 0; i < size; i++) logDeterminant += Math.log(factor[i * size + i]!);
  return {
    size,
    mean,
    whitener: invertLower(factor, size),
    peak: -logDeterminant - (size / 2) * Math.log(2 * Math.PI),
  };
}

function covarianceOf(
  data: Float32Array,
  size: number,
  isMember: (row: number) => boolean,
  mean: Float64Array,
  count: number,
): Float64Array {
  const out = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (let row = 0; row < data.length / size; row++) {
    if (!isMember(row)) continue;
    for (let i = 0; i < size; i++) centred[i] = data[row * size + i]! - mean[i]!;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) out[i * size + j]! += centred[i]! * centred[j]!;
    }
  }
  let trace = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) out[i * size + j]! /= count;
    trace += out[i * size + i]!;
  }
  for (let i = 0; i < size; i++) out[i * size + i]! += (ridge * trace) / size + 1e-9;
  return out;
}

function choleskyOf(matrix: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= out[i * size + k]! * out[j * size + k]!;
      out[i * size + j] = i === j ? Math.sqrt(sum) : sum / out[j * size + j]!;
    }
  }
  return out;
}

function invertLower(factor: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= factor[row * size + k]! * out[k * size + column]!;
      out[row * size + column] = sum / factor[row * size + row]!;
    }
  }
  return out;
}

/** The logarithm of the density at each vector. */
export function logDensities(data: Float32Array, { size, mean, whitener, peak }: Gaussian): Float64Array {
  const out = new Float64Array(data.length / size);
  const centred = new Float64Array(size);
  for (let row = 0; row < out.length; row++) {
    for (let i = 0; i < size; i++) centred[i] = data[row * size + i]! - mean[i]!;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += whitener[i * size + j]! * centred[j]!;
      squares += sum * sum;
    }
    out[row] = peak - squares / 2;
  }
  return out;
}
