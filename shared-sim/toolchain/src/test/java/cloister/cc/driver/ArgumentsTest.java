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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static Request read(String words) throws WrongUsage {
    return Arguments.read(List.of(words.split(" ")));
  }

  private static Request linker(String words) throws WrongUsage {
    return Arguments.readLinker(List.of(words.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"a.c, 2", "-g a.c, 0", "-g -O2 a.c, 2", "-O1 -g a.c, 1", "-O0 a.c, 0", "-Os a.c, 1"})
  void whatIsDebuggedIsNotOptimizedUnasked(String words, int optimize) throws WrongUsage {
    assertEquals(optimize, read(words).optimize());
  }

  @ParameterizedTest
  @CsvSource({
    "a.c, false",
    "-fgnu89-inline a.c, true",
    "-std=gnu89 a.c, true",
    "-ansi a.c, true",
    "-std=gnu89 -fno-gnu89-inline a.c, false",
    "-std=c99 a.c, false",
    "-std=gnu89 -std=gnu11 a.c, false",
    "-ansi -std=gnu11 a.c, false",
    "-fno-gnu89-inline -std=gnu89 a.c, false"
  })
  void whatInlineMeansDependsOnTheStandard(String words, boolean gnu) throws WrongUsage {
    assertEquals(gnu, read(words).dialect().gnuInline());
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
        "-fdump=x a.c",
        "-x fortran a.c",
        "-MF a.d -c a.c",
        "-Wp,-MD a.c"
      })
  void whatIsWrongIsRefused(String words) {
    assertThrows(WrongUsage.class, () -> read(words), words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-funsigned-bitfields",
        "-fno-signed-bitfields",
        "-fcommon",
        "-ftrapv",
        "-fsingle-precision-constant",
        "-fshort-double",
        "-fexec-charset=latin1",
        "-msoft-float",
        "-miamcu",
        "-mabi=ms"
      })
  void whatWouldChangeTheCodeIsRefused(String flag) throws WrongUsage {
    assertThrows(WrongUsage.class, () -> read(flag + " a.c"), flag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-fno-common",
        "-fsigned-char",
        "-static-libgcc",
        "-Wl,--fatal-warnings",
        "-Wl,--sort-section=alignment",
        "-fexec-charset=UTF-8",
        "-mabi=sysv",
        "-fno-trapv"
      })
  void whatIsSoAnywayIsTaken(String flag) throws WrongUsage {
    assertEquals(List.of("a.c"), read(flag + " a.c").inputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xlinker -T -Xlinker k.ld a.o",
        "-Wl,-T a.o -Wl,k.ld",
        "-Wl,-T,k.ld a.o",
        "-Wl,-Tk.ld a.o"
      })
  void aValueOfTheLinkerMayBeAWordOfItsOwn(String command) throws WrongUsage {
    Request request = read(command);
    assertEquals("k.ld", request.link().script());
    assertEquals(List.of("a.o"), request.inputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Wl,-T", "-Wl,-e", "-Wl,-Map", "-Wl,-Map=", "-Wl,-T,", "-Xlinker -T", "-Wl,"})
  void aValueOfTheLinkerMustBeThere(String flag) {
    WrongUsage wrong = assertThrows(WrongUsage.class, () -> read("a.o " + flag));
    assertEquals("cc.usage.value", wrong.message().id());
  }

  @Test
  void aLanguageHoldsForTheFilesBehindIt() throws WrongUsage {
    Request request = read("-x assembler a.txt -xc b.txt c.s -x none d.s e.txt -c");
    assertEquals(Language.ASSEMBLY, request.language("a.txt"));
    assertEquals(Language.C, request.language("b.txt"));
    assertEquals(Language.C, request.language("c.s"));
    assertEquals(Language.ASSEMBLY, request.language("d.s"));
    assertEquals(Language.OTHER, request.language("e.txt"));
  }

  @Test
  void rulesMayBeAskedOfThePreprocessor() throws WrongUsage {
    Request.Rules rules = read("-Wp,-MMD,.a.o.d -c a.c").rules();
    assertTrue(rules.wanted());
    assertFalse(rules.system());
    assertEquals(".a.o.d", rules.file());
    assertEquals("b.d", read("-MD -MFb.d -c a.c").rules().file());
  }

  @Test
  void aKernelsFlagsOfTheCompilerAreTaken() throws WrongUsage {
    Request request =
        read(
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
    Request request = read("-nostdlib -Wl,-N,-e,start,-Ttext,7C00 -m elf_i386 -b binary a b.o");
    assertEquals(List.of("a", "b.o"), request.link().raw());
    assertTrue(request.link().packed());
    assertEquals("start", request.link().entry());
    assertEquals(OptionalInt.of(0x7C00), request.link().textAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-shared a.o", "-pie a.o", "-b srec a.o", "-Ttext-segment=0 a.o", "a.o -T"})
  void whatTheLinkerCannotDoIsRefused(String command) {
    WrongUsage wrong = assertThrows(WrongUsage.class, () -> linker(command));
    assertFalse(wrong.message().toString().contains("-Wl"));
  }

  @Test
  void objectsThatAreLinkedLaterAreAskedForByBoth() throws WrongUsage {
    assertTrue(linker("-r -o all.o a.o b.o").link().partial());
    assertTrue(read("-nostdlib -r -o all.o a.o b.o").link().partial());
    assertFalse(linker("a.o").link().partial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-m64", "-fshort-enums", "-fpack-struct=1", "-funsigned-bitfields"})
  void flagsThatMakeOtherObjectsAreRefused(String flag) {
    WrongUsage wrong = assertThrows(WrongUsage.class, () -> read(flag + " -c a.c"));
    assertTrue(wrong.message().toString().contains(flag));
  }

  @Test
  void theLastWordAboutPlainCharactersCounts() throws WrongUsage {
    assertFalse(read("a.c").dialect().unsignedCharacters());
    assertTrue(read("-funsigned-char a.c").dialect().unsignedCharacters());
    assertFalse(read("-funsigned-char -fsigned-char a.c").dialect().unsignedCharacters());
  }
}
