package cloister.cc.driver;

import cloister.message.Argument;
import cloister.message.Message;

/** What can be wrong with the files of a command. */
final class DriverComplaint {
  private DriverComplaint() {}

  static Message noFile(String name) {
    return Message.of("cc.driver.file", Argument.code("name", name));
  }

  static Message noLibrary(String name) {
    return Message.of("cc.driver.library", Argument.code("name", name));
  }

  static Message unknownKind(String name) {
    return Message.of("cc.driver.kind", Argument.code("name", name));
  }

  static Message noObject(String name) {
    return Message.of("cc.driver.object", Argument.code("name", name));
  }

  static Message unused(String name) {
    return Message.of("cc.driver.unused", Argument.code("name", name));
  }

  static Message unnamedLanguage() {
    return Message.of("cc.driver.standard-input");
  }
}
