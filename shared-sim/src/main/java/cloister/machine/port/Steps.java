package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Message;

/** Numbers of steps in requests: whole numbers, which may be larger than an int. */
final class Steps {
  private Steps() {}

  static Json json(long step) {
    return Json.unsigned((int) (step >> 32), (int) step);
  }

  static long read(Fields fields, String name) throws InvalidInput {
    if (fields.any(name) instanceof Json.Num number && number.isWhole() && number.value() >= 0) {
      return (long) number.value();
    }
    throw new InvalidInput(fields.path(name), Message.of("error.machine.step"));
  }
}
