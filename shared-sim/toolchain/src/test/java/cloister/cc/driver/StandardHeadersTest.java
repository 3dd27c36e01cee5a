package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Utf8;
import cloister.elf.Archive;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where standard headers come from: never from the machine that compiles. */
class StandardHeadersTest {
  private static Headers headers(Sysroot sysroot) {
    return new Headers(name -> Optional.of("of the machine"), sysroot);
  }

  @Test
  void theSysrootIsClosed() {
    byte[] archive =
        Sysroot.pack(List.of(new Archive.Member("include/ours.h", Utf8.encode("ours"))));
    Headers headers = headers(Sysroot.of(archive));
    assertEquals(Optional.of("ours"), headers.text("/usr/include/ours.h"));
    assertEquals(Optional.empty(), headers.text("/usr/include/langinfo.h"));
    assertEquals(Optional.of("of the machine"), headers.text("/usr/local/include/own.h"));
    assertEquals(Optional.of("of the machine"), headers.text("include/own.h"));
  }

  @Test
  void withoutASysrootTheCallerSaysWhereTheyAre() {
    Headers headers = headers(Sysroot.empty());
    assertEquals(Optional.of("of the machine"), headers.text("/usr/include/stdio.h"));
  }
}
