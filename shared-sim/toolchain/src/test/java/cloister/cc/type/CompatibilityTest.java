package cloister.cc.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which types go together, and what they make (C11 6.2.7). */
class CompatibilityTest {
  private static final Qualified INT = Qualified.plain(IntegerType.INT);

  private static Type.Function function(Type result, Qualified... parameters) {
    return new Type.Function(result, List.of(parameters), false, true);
  }

  @Test
  void arraysOfUnknownLengthGoWithAll() {
    Type open = new Type.Array(INT, Type.Array.UNKNOWN);
    Type three = new Type.Array(INT, 3);
    assertTrue(Compatibility.compatible(open, three));
    assertFalse(Compatibility.compatible(three, new Type.Array(INT, 4)));
    assertEquals(three, Compatibility.composite(open, three));
  }

  @Test
  void qualifiersOfTargetsCountAndThoseOfParametersDoNot() {
    Qualified constInt = INT.adding(true, false);
    assertFalse(Compatibility.compatible(new Type.Pointer(INT), new Type.Pointer(constInt)));
    assertTrue(Compatibility.compatible(function(INT.type(), INT), function(INT.type(), constInt)));
  }

  @Test
  void anEnumerationGoesWithItsIntegerTypeButNotWithAnother() {
    Type a = new IntegerType(IntegerType.Kind.INT, Optional.of(new EnumType("a")));
    Type b = new IntegerType(IntegerType.Kind.INT, Optional.of(new EnumType("b")));
    assertTrue(Compatibility.compatible(a, IntegerType.INT));
    assertFalse(Compatibility.compatible(a, b));
  }

  @Test
  void aFunctionWithoutPrototypeTakesPromotedParametersOnly() {
    Type.Function none = new Type.Function(INT.type(), List.of(), false, false);
    assertTrue(Compatibility.compatible(none, function(INT.type(), INT)));
    Qualified narrow = Qualified.plain(IntegerType.CHAR);
    assertFalse(Compatibility.compatible(none, function(INT.type(), narrow)));
  }
}
