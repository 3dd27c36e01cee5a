package cloister.cc.assemble;

import cloister.message.Argument;
import cloister.message.Message;

/** What can be wrong with machine code. */
final class AssembleComplaint {
  private AssembleComplaint() {}

  static Message redefined(String symbol) {
    return Message.of("cc.assemble.redefined", Argument.code("symbol", symbol));
  }

  static Message unknown(String mnemonic) {
    return Message.of("cc.assemble.unknown", Argument.code("mnemonic", mnemonic));
  }

  static Message noDifference(String symbol, String minus) {
    return Message.of(
        "cc.assemble.difference", Argument.code("symbol", symbol), Argument.code("minus", minus));
  }

  static Message tooFar(String symbol) {
    return Message.of("cc.assemble.far", Argument.code("symbol", symbol));
  }

  static Message backwards() {
    return Message.of("cc.assemble.backwards");
  }

  static Message tooLarge(int mebibytes) {
    return Message.of("cc.assemble.large", Argument.decimal("bytes", mebibytes));
  }

  static Message circular(String symbol) {
    return Message.of("cc.assemble.circular", Argument.code("symbol", symbol));
  }
}
