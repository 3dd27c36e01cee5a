package cloister.cc.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Types are written as C declares them. */
class TypeTextTest {
  private static final Qualified INT = Qualified.plain(IntegerType.INT);
  private static final Qualified CONST_CHAR = new Qualified(IntegerType.CHAR, true, false);

  private static Qualified pointer(Qualified target) {
    return Qualified.plain(new Type.Pointer(target));
  }

  @Test
  void qualifiersStandBesideWhatTheyQualify() {
    assertEquals("const char *", TypeText.of(pointer(CONST_CHAR)));
    assertEquals("const char *const", TypeText.of(pointer(CONST_CHAR).adding(true, false)));
    assertEquals("volatile int", TypeText.of(INT.adding(false, true)));
  }

  @Test
  void pointersToArraysAndFunctionsHaveParentheses() {
    Qualified array = Qualified.plain(new Type.Array(INT, 3));
    assertEquals("int [3]", TypeText.of(array));
    assertEquals("int (*)[3]", TypeText.of(pointer(array)));
    Type function = new Type.Function(INT.type(), List.of(pointer(CONST_CHAR)), true, true);
    assertEquals("int (*)(const char *, ...)", TypeText.of(pointer(Qualified.plain(function))));
    assertEquals(
        "int (*signal)(const char *, ...)",
        TypeText.declare(pointer(Qualified.plain(function)), "signal"));
  }

  @Test
  void parametersAreToldApartFromNone() {
    assertEquals("int (void)", TypeText.of(new Type.Function(INT.type(), List.of(), false, true)));
    assertEquals("int ()", TypeText.of(new Type.Function(INT.type(), List.of(), false, false)));
  }

  @Test
  void tagsNameStructuresAndEnumerations() {
    assertEquals("union u", TypeText.of(new RecordType(true, "u")));
    assertEquals("struct <anonymous>", TypeText.of(new RecordType(false, "")));
  }
}
