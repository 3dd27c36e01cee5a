package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TypedTest {
  @Test
  void keysWithoutACharacterAreNamed() {
    assertEquals("ls\u23ce", new Typed(0, "ls\r").label());
    assertEquals("^C^?^I", new Typed(0, "\u0003\u007f\t").label());
  }
}
