package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.driver.Request.Stage;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as the makefiles of kernels have them. */
class ArgumentsTest {
  private static Request compiler(String command) throws WrongUsage {
    return Arguments.read(List.of(command.split(" ")));
  }

  private static Request linker(String command) throws WrongUsage {
    return Arguments.readLinker(List.of(command.split(" ")));
  }

  @Test
  void aKernelsFlagsOfTheCompilerAreTaken() throws WrongUsage {
    Request request =
        compiler(
            "-fno-pic -static -fno-builtin -fno-strict-aliasing -O2 -Wall -MD -ggdb -m32 -Werror"
                + " -fno-omit-frame-pointer -fno-stack-protector -fno-pie -no-pie -nostdinc -I."
                + " -mno-sse -mregparm=0 -march=i686 -c main.c");
    assertEquals(List.of("main.c"), request.inputs());
    assertEquals(Stage.ASSEMBLE, request.stage());
    assertTrue(request.rules().wanted());
    assertFalse(request.standardHeaders());
  }

  @Test
  void aKernelsFlagsOfTheLinkerAreTaken() throws WrongUsage {
    Request request =
        linker(
            "-m elf_i386 -z max-page-size=0x1000 -nostdlib --build-id=none -T kernel.ld -Map=k.map"
                + " -o kernel entry.o main.o -b binary initcode -b default more.o -L. -lgcc");
    assertEquals(List.of("entry.o", "main.o", "initcode", "more.o", "-lgcc"), request.inputs());
    assertEquals(List.of("initcode"), request.link().raw());
    assertEquals("kernel", request.output());
    assertEquals("kernel.ld", request.link().script());
    assertEquals("k.map", request.link().mapFile());
    assertFalse(request.standardLibrary() || request.startFiles());
  }

  @Test
  void theLinkersWordsAreTheSameThroughTheCompiler() throws WrongUsage {
    Request request = compiler("-nostdlib -Wl,-N,-e,start,-Ttext,7C00 -m elf_i386 -b binary a b.o");
    assertEquals(List.of("a", "b.o"), request.link().raw());
    assertTrue(request.link().packed());
    assertEquals("start", request.link().entry());
    assertEquals(OptionalInt.of(0x7C00), request.link().textAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-r a.o",
        "-shared a.o",
        "-pie a.o",
        "-b srec a.o",
        "-Ttext-segment=0 a.o",
        "a.o -T"
      })
  void whatTheLinkerCannotDoIsRefused(String command) {
    WrongUsage wrong = assertThrows(WrongUsage.class, () -> linker(command));
    assertFalse(wrong.message().toString().contains("-Wl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-mregparm=3", "-mrtd", "-fshort-enums", "-fpack-struct=1", "-funsigned-char"})
  void flagsThatMakeOtherObjectsAreRefused(String flag) {
    WrongUsage wrong = assertThrows(WrongUsage.class, () -> compiler(flag + " -c a.c"));
    assertTrue(wrong.message().toString().contains(flag));
  }
}
