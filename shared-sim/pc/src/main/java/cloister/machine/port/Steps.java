package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Numbers of steps in requests: whole numbers, which may be larger than an int. */
final class Steps {
  private Steps() {}

  static Json json(long step) {
    return Json.unsigned((int) (step >> 32), (int) step);
  }

  static long read(Fields fields, String name) throws InvalidInput {
    return read(fields.any(name), fields.path(name));
  }

  static List<Long> readAll(Fields fields, String name, int most) throws InvalidInput {
    List<Long> steps = new ArrayList<>();
    for (Json step : fields.items(name, most)) {
      steps.add(read(step, fields.path(name) + "[" + steps.size() + "]"));
    }
    return steps;
  }

  private static long read(Json json, String path) throws InvalidInput {
    if (json instanceof Json.Num number && number.isWhole() && number.value() >= 0) {
      return (long) number.value();
    }
    throw new InvalidInput(path, Message.of("error.machine.step"));
  }
}
