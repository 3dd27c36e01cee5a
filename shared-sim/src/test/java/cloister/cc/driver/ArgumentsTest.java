package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.driver.Request.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static Request read(String words) throws WrongUsage {
    return Arguments.read(List.of(words.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"a.c, 2", "-g a.c, 0", "-g -O2 a.c, 2", "-O1 -g a.c, 1", "-O0 a.c, 0", "-Os a.c, 1"})
  void whatIsDebuggedIsNotOptimizedUnasked(String words, int optimize) throws WrongUsage {
    assertEquals(optimize, read(words).optimize());
  }

  @Test
  void flagsAndFilesMayBeMixed() throws WrongUsage {
    Request request = read("-c a.c -DX=1 -o b.o -I inc -Iother");
    assertEquals(List.of("a.c"), request.inputs());
    assertEquals("b.o", request.output());
    assertEquals(Stage.ASSEMBLE, request.stage());
    assertEquals(List.of("inc", "other"), request.includeFolders());
  }

  @Test
  void whatCompilersOftenAreGivenChangesNothing() throws WrongUsage {
    assertTrue(
        read("-Wall -Wextra -pipe -fno-pic -fno-strict-aliasing -m32 a.c").inputs().size() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-z a.c",
        "a.c -o",
        "a.c -I",
        "-m64 a.c",
        "-mregparm=4 a.c",
        "-std=c++11 a.c",
        "-fdump=x a.c"
      })
  void whatIsWrongIsRefused(String words) {
    assertThrows(WrongUsage.class, () -> read(words), words);
  }
}
