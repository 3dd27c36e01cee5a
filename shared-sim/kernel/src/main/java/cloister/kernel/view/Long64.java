package cloister.kernel.view;

import cloister.codec.Json;

/** Numbers of 64 bits as JSON has them: exact up to 2^53. */
final class Long64 {
  private Long64() {}

  static Json json(long value) {
    return Json.unsigned((int) (value >>> 32), (int) value);
  }
}
