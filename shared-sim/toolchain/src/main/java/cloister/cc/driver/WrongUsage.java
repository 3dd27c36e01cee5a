package cloister.cc.driver;

import cloister.message.Argument;
import cloister.message.Message;

/** A command that cannot be carried out as it was written. */
public final class WrongUsage extends Exception {
  private final transient Message message;

  private WrongUsage(Message message) {
    super(message.id(), null, false, false);
    this.message = message;
  }

  public Message message() {
    return message;
  }

  static WrongUsage unknownFlag(String flag) {
    return new WrongUsage(Message.of("cc.usage.flag", Argument.code("flag", flag)));
  }

  static WrongUsage valueMissing(String flag) {
    return new WrongUsage(Message.of("cc.usage.value", Argument.code("flag", flag)));
  }

  static WrongUsage badNumber(String flag, String text) {
    return new WrongUsage(
        Message.of("cc.usage.number", Argument.code("flag", flag), Argument.code("text", text)));
  }

  static WrongUsage noPass(String name, String passes) {
    return new WrongUsage(
        Message.of("cc.usage.pass", Argument.code("name", name), Argument.code("passes", passes)));
  }

  static WrongUsage noInput() {
    return new WrongUsage(Message.of("cc.usage.input"));
  }

  static WrongUsage oneOutput(String output) {
    return new WrongUsage(Message.of("cc.usage.output", Argument.code("output", output)));
  }

  static WrongUsage noLanguage(String name) {
    return new WrongUsage(Message.of("cc.usage.language", Argument.code("name", name)));
  }

  static WrongUsage noRules(String flag) {
    return new WrongUsage(Message.of("cc.usage.rules", Argument.code("flag", flag)));
  }
}
