package cloister.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloister.codec.JsonException;
import cloister.message.Part.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static Catalogue catalogue() throws JsonException {
    return Catalogue.parse(
        """
        { "a": "{code} is refused: {=CPL} {cpl} is greater. {!#GP}",
          "b": "{inner} through gate {gate} to {target}; `iret` {{x}",
          "n": "{d} {s} {h} {h8} {h16} {h32}" }
        """);
  }

  @Test
  void partsCarryTheirKind() throws JsonException {
    Message message = Message.of("a", Argument.code("code", "cli"), Argument.decimal("cpl", 3));
    assertEquals(
        List.of(
            new Part("cli", Kind.CODE),
            new Part(" is refused: ", Kind.PLAIN),
            new Part("CPL", Kind.NAME),
            new Part(" ", Kind.PLAIN),
            new Part("3", Kind.NUMBER),
            new Part(" is greater. ", Kind.PLAIN),
            new Part("#GP", Kind.FAULT)),
        catalogue().parts(message));
    assertEquals("cli is refused: CPL 3 is greater. #GP", catalogue().format(message));
  }

  @Test
  void sentencesNest() throws JsonException {
    Message inner = Message.of("a", Argument.code("code", "hlt"), Argument.decimal("cpl", 1));
    Message message =
        Message.of(
            "b",
            Argument.text("inner", inner),
            Argument.vector("gate", 0x30),
            Argument.selector("target", 8));
    assertEquals(
        "hlt is refused: CPL 1 is greater. #GP through gate 0x30 to 0x0008; iret {x}",
        catalogue().format(message));
  }

  @Test
  void numbersFollowTheirStyle() throws JsonException {
    Message message =
        Message.of(
            "n",
            Argument.decimal("d", -1),
            Argument.signed("s", -1),
            Argument.hex("h", 0x9ff0),
            Argument.hex8("h8", 5),
            Argument.hex16("h16", 0x1b),
            Argument.hex32("h32", -16));
    assertEquals("4294967295 -1 0x9FF0 05 001B FFFFFFF0", catalogue().format(message));
  }

  @Test
  void whatIsMissingIsVisible() throws JsonException {
    assertEquals("no.such.id", catalogue().format(Message.of("no.such.id")));
    assertEquals(
        "x is refused: CPL {cpl} is greater. #GP",
        catalogue().format(Message.of("a", Argument.code("code", "x"))));
  }

  @Test
  void malformedTemplatesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Catalogue.parse("{\"a\":\"x {y\"}"));
    assertThrows(IllegalArgumentException.class, () -> Catalogue.parse("{\"a\":\"x {}\"}"));
    assertThrows(IllegalArgumentException.class, () -> Catalogue.parse("{\"a\":1}"));
  }
}
